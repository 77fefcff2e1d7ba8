#include "repl/line/buffer.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "dsl/decode.hpp"
#include "repl/line/graphemes.hpp"
#include "repl/line/keys.hpp"

using namespace fenze;
using namespace std::string_literals;

namespace {

// The text with a bar where the cursor stands.
std::string seen(const line_buffer& b) { return b.text().substr(0, b.cursor()) + "|" + b.text().substr(b.cursor()); }

line_buffer with(std::string_view text) {
    line_buffer b;
    b.insert(text);
    return b;
}

std::vector<key_press> keys(std::string_view bytes, bool no_more = true) {
    key_reader reader;
    reader.feed(bytes);
    std::vector<key_press> all;
    while (auto one = reader.next(no_more)) all.push_back(*one);
    return all;
}

key only(std::string_view bytes) {
    const auto all = keys(bytes);
    REQUIRE(all.size() == 1);
    return all.front().is;
}

}  // namespace

TEST_CASE("the cursor steps over what the eye takes for one character", "[line]") {
    for (const auto* one : {"发", "a", "é", "e\u0301", "👨‍👩‍👧", "🇨🇳", "❤️", "한", "①"}) {
        auto b = with("x"s + one + "y");
        b.left();
        b.left();
        CHECK(seen(b) == "x|"s + one + "y");
        b.right();
        CHECK(seen(b) == "x"s + one + "|y");
        b.erase_before();
        CHECK(seen(b) == "x|y");
    }
    auto flags = with("🇨🇳🇫🇷🇩🇪");
    flags.left();
    CHECK(seen(flags) == "🇨🇳🇫🇷|🇩🇪");
    flags.erase_before();
    CHECK(seen(flags) == "🇨🇳|🇩🇪");
}

TEST_CASE("a mark joins the letter before it", "[line]") {
    auto b = with("e");
    b.insert("\u0301");
    CHECK(seen(b) == "e\u0301|");
    b.left();
    CHECK(b.cursor() == 0);
}

TEST_CASE("moving and erasing stop at the ends", "[line]") {
    auto b = with("");
    b.left(), b.right(), b.erase_before(), b.erase_after(), b.word_left(), b.word_right(), b.transpose(), b.cut_to_end(), b.yank();
    CHECK(seen(b) == "|");
    CHECK_FALSE(b.undo());
    b.insert("专利");
    b.home();
    b.left(), b.erase_before();
    CHECK(seen(b) == "|专利");
    b.erase_after();
    CHECK(seen(b) == "|利");
    b.end();
    b.erase_after();
    CHECK(seen(b) == "利|");
}

TEST_CASE("words are runs of one kind", "[line]") {
    auto b = with("发明专利授权3.5件，R&D经费 2024年");
    std::string stops;
    while (b.cursor() != 0) {
        b.word_left();
        stops += seen(b) + "\n";
    }
    CHECK(stops ==
          "发明专利授权3.5件，R&D经费 2024|年\n"
          "发明专利授权3.5件，R&D经费 |2024年\n"
          "发明专利授权3.5件，R&D|经费 2024年\n"
          "发明专利授权3.5件，|R&D经费 2024年\n"
          "发明专利授权3.5|件，R&D经费 2024年\n"
          "发明专利授权|3.5件，R&D经费 2024年\n"
          "|发明专利授权3.5件，R&D经费 2024年\n");
    b.word_right();
    CHECK(seen(b) == "发明专利授权|3.5件，R&D经费 2024年");
    b.word_right(), b.word_right(), b.word_right();
    CHECK(seen(b) == "发明专利授权3.5件，R&D|经费 2024年");
    b.cut_word_after();
    CHECK(seen(b) == "发明专利授权3.5件，R&D| 2024年");
    b.cut_word_before();
    CHECK(seen(b) == "发明专利授权3.5件，| 2024年");
}

TEST_CASE("what is cut comes back, cuts in a row as one", "[line]") {
    auto b = with("发明专利 3件");
    b.cut_word_before(), b.cut_word_before();
    CHECK(seen(b) == "发明专利 |");
    b.yank();
    CHECK(seen(b) == "发明专利 3件|");
    b.home();
    b.right(), b.right();
    b.cut_to_end();
    b.home();
    b.yank();
    CHECK(seen(b) == "专利 3件|发明");
    b.cut_to_home();
    CHECK(seen(b) == "|发明");
}

TEST_CASE("two characters change places", "[line]") {
    auto b = with("专发利");
    b.left();
    b.transpose();
    CHECK(seen(b) == "专利发|");
    b.transpose();
    CHECK(seen(b) == "专发利|");
    b.home();
    b.transpose();
    CHECK(seen(b) == "|专发利");
}

TEST_CASE("undo goes back change by change", "[line]") {
    auto b = with("发");
    b.insert("明");
    b.insert(" ");
    b.insert("3");
    b.insert("件");
    b.erase_before();
    b.erase_before();
    CHECK(seen(b) == "发明 |");
    CHECK(b.undo());
    CHECK(seen(b) == "发明 3件|");
    CHECK(b.undo());
    CHECK(seen(b) == "发明 |");
    CHECK(b.undo());
    CHECK(seen(b) == "发明|");
    b.set("全部");
    CHECK(b.undo());
    CHECK(seen(b) == "发明|");
    CHECK(b.undo());
    CHECK(seen(b) == "|");
    CHECK_FALSE(b.undo());
}

TEST_CASE("any bytes become a line of text", "[line]") {
    CHECK(clean_line("发\xff明\xe5\x8f") == "发\xef\xbf\xbd明\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(clean_line("a\tb\r\nc\x1b[31m\x07\x7f\u0085") == "a b  c[31m");
    CHECK(clean_line("发\u200b明\ufeff专\u202e利") == "发明专利");
    CHECK(clean_line("👨‍👩‍👧❤️") == "👨‍👩‍👧❤️");
    CHECK(clean_line(""s + '\0' + "x") == "x");
}

TEST_CASE("bytes of a terminal are keys", "[line]") {
    CHECK(only("\x1b[A") == key::up);
    CHECK(only("\x1bOA") == key::up);
    CHECK(only("\x1b[1;5D") == key::word_left);
    CHECK(only("\x1b[1;3C") == key::word_right);
    CHECK(only("\x1b[1;2C") == key::right);
    CHECK(only("\x1b[3~") == key::erase);
    CHECK(only("\x1b[3;5~") == key::cut_word_after);
    CHECK(only("\x1b[H") == key::home);
    CHECK(only("\x1b[4~") == key::end);
    CHECK(only("\x1bOF") == key::end);
    CHECK(only("\x1b[Z") == key::back_tab);
    CHECK(only("\x1b\x7f") == key::cut_word_before);
    CHECK(only("\x1b") == key::escape);
    CHECK(only("\x1b[") == key::none);
    CHECK(only("\x1b[[A") == key::none);       // F1 of the Linux console
    CHECK(only("\x1b[15~") == key::none);      // F5
    CHECK(only("\x1b[<0;3;4M") == key::none);  // a mouse
    CHECK(only("\x1bOM") == key::enter);
    CHECK(only("\r") == key::enter);
    CHECK(only("\x1f") == key::undo);
}

TEST_CASE("keys wait for all their bytes", "[line]") {
    key_reader reader;
    for (const char c : "\x1b[1;5"s) {
        reader.feed(std::string(1, c));
        CHECK_FALSE(reader.next());
    }
    CHECK(reader.halfway());
    reader.feed("C发");
    CHECK(reader.next()->is == key::word_right);
    CHECK(reader.next()->text == "发");
    CHECK_FALSE(reader.halfway());
    reader.feed("\xe5\x8f");  // half of 发
    CHECK_FALSE(reader.next());
    reader.feed("\x91");
    CHECK(reader.next()->text == "发");
    reader.feed("\xff\x80x");  // no character at all: kept as bytes, cleaned when inserted
    CHECK(reader.next()->text == "\xff\x80x");
}

TEST_CASE("a paste is one key, whatever is in it", "[line]") {
    key_reader reader;
    reader.feed("a\x1b[200~发明\t3\r\n\x03\x1b[Ab");
    CHECK(reader.next()->is == key::text);
    CHECK_FALSE(reader.next());
    CHECK(reader.in_paste());
    reader.feed("\x1b[20");
    CHECK_FALSE(reader.next());
    reader.feed("1~c");
    const auto pasted = reader.next();
    REQUIRE(pasted);
    CHECK(pasted->is == key::paste);
    CHECK(pasted->text == "发明\t3\r\n\x03\x1b[Ab");
    CHECK(reader.next()->text == "c");
    const auto cut = keys("\x1b[200~发明");  // its end never comes
    REQUIRE(cut.size() == 1);
    CHECK(cut.front().text == "发明");
}

TEST_CASE("random bytes are read to their end, and random edits leave good text", "[line]") {
    std::uint32_t seed = 7;
    const auto next = [&](std::uint32_t below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 8U) % below;
    };
    const std::vector<std::string> pieces{
        "\x1b", "[", "O", "200~", "201~", "3~", ";5", "A", "发", "\xe5", "\x8f", "e\u0301", "👨‍👩‍👧", "\r", "\t", "\x7f", "\xff", "🇨🇳"};
    for (int round = 0; round < 300; ++round) {
        key_reader reader;
        line_buffer b;
        for (int i = 0; i < 40; ++i) {
            reader.feed(pieces[next(static_cast<std::uint32_t>(pieces.size()))]);
            for (auto one = reader.next(next(4) == 0); one; one = reader.next()) {
                if (!one->text.empty() && next(3) != 0) b.insert(one->text);
                switch (next(9)) {
                    case 0:
                        b.left();
                        break;
                    case 1:
                        b.erase_before();
                        break;
                    case 2:
                        b.cut_word_before();
                        break;
                    case 3:
                        b.yank();
                        break;
                    case 4:
                        b.transpose();
                        break;
                    case 5:
                        b.home();
                        break;
                    case 6:
                        b.undo();
                        break;
                    default:
                        break;
                }
                REQUIRE(b.cursor() <= b.text().size());
                REQUIRE(invalid_utf8(b.text()) == std::string::npos);
                REQUIRE((b.cursor() == 0 || grapheme_end(b.text(), grapheme_begin(b.text(), b.cursor())) == b.cursor()));
            }
        }
        while (reader.next(true)) {
        }
        REQUIRE_FALSE(reader.halfway());
    }
}

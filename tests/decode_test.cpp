#include "dsl/decode.hpp"

#include <catch2/catch.hpp>

using namespace fenze;
using namespace std::string_literals;

namespace {

struct outcome {
    decoded text;
    diagnostics said;

    const diagnostic& only() const {
        REQUIRE(said.size() == 1);
        return said.front();
    }
};

outcome decoding(std::string_view bytes, std::string_view encoding = "") {
    outcome result;
    result.text = decode(bytes, encoding, result.said);
    return result;
}

void check_clean(std::string_view bytes, std::string_view text) {
    const outcome got = decoding(bytes);
    CHECK(got.text.good);
    CHECK(got.text.text == text);
    CHECK(got.said.empty());
}

void check_refused(std::string_view bytes, std::string_view code, std::string_view words) {
    const outcome got = decoding(bytes);
    CHECK_FALSE(got.text.good);
    CHECK(has_error(got.said));
    CHECK(invalid_utf8(got.text.text) == std::string::npos);
    CHECK(got.only().code == code);
    INFO(got.only().message.zh);
    CHECK(got.only().message.zh.find(words) != std::string::npos);
    CHECK_FALSE(got.only().message.en.empty());
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string result;
    result.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) result += piece;
    return result;
}

// 每件得5分，最高10分。 in GB18030
const std::string gbk = "\xc3\xbf\xbc\xfe\xb5\xc3\x35\xb7\xd6\xa3\xac\xd7\xee\xb8\xdf\x31\x30\xb7\xd6\xa1\xa3";

}  // namespace

TEST_CASE("decode: plain UTF-8, with and without a mark") {
    check_clean("", "");
    check_clean("每件得5分\n", "每件得5分\n");
    check_clean("\xef\xbb\xbf每件得5分", "每件得5分");
    check_clean("\xef\xbb\xbf", "");
    check_clean("\U00020BB7", "\U00020BB7");
    check_clean("表\t格　全角空格\u00a0", "表\t格　全角空格\u00a0");
}

TEST_CASE("decode: line ends") {
    check_clean("一\r\n二\r\n", "一\n二\n");
    check_clean("一\r二\r", "一\n二\n");
    check_clean("一\r\r\n二", "一\n\n二");
    check_clean("一\n\r二", "一\n\n二");
    check_clean("一\u2028二\u2029三\u0085四", "一\n二\n三\n四");
    check_clean("一\v二\f三", "一\n二\n三");  // a word processor's line and page breaks
}

TEST_CASE("decode: UTF-16 with a mark") {
    check_clean("\xff\xfe\x97\x5f\x06\x52\x0d\x00\x0a\x00\x31\x00"s, "得分\n1");
    check_clean("\xfe\xff\x5f\x97\x52\x06\x00\x31"s, "得分1");
    check_clean("\xff\xfe\x42\xd8\xb7\xdf"s, "\U00020BB7");
    check_clean("\xff\xfe"s, "");
    check_refused("\xff\xfe\xd7"s, "FZ005", "第3字节");
    check_refused("\xff\xfe\x31\x00\x42\xd8"s, "FZ005", "第5字节");
    check_refused("\xff\xfe\xb7\xdf\x31\x00"s, "FZ005", "第3字节");
    check_refused("M\0a\0r\0k\0s\0:\0 \0001\0000\000"s, "FZ005", "UTF-16");
}

TEST_CASE("decode: GB18030 is converted, with a note") {
    const outcome got = decoding(gbk);
    CHECK(got.text.good);
    CHECK(got.text.text == "每件得5分，最高10分。");
    CHECK(got.only().code == "FZ004");
    CHECK(got.only().level == severity::note);

    const outcome crlf = decoding(gbk + "\r\n" + gbk);
    CHECK(crlf.text.text == "每件得5分，最高10分。\n每件得5分，最高10分。");
    // A character of four bytes: 𠮷
    CHECK(decoding(gbk + "\x95\x34\xb2\x35").text.text == "每件得5分，最高10分。\U00020BB7");
    CHECK(decoding(repeated(gbk, 30000)).text.text.size() == 30000 * std::string("每件得5分，最高10分。").size());
}

TEST_CASE("decode: an encoding may be forced") {
    // 联通 in GBK is valid UTF-8 too.
    const std::string unicom = "\xc1\xaa\xcd\xa8";
    const outcome got = decoding(unicom, "GBK");
    CHECK(got.text.text == "联通");
    CHECK(got.said.empty());
    CHECK(decoding(gbk, "gb18030").text.text == "每件得5分，最高10分。");
    CHECK(decoding("得分", "UTF-8").text.text == "得分");
    CHECK(decoding(gbk, "utf8").only().code == "FZ002");
    CHECK(decoding("\x80", "gb18030").only().code == "FZ003");
    CHECK(decoding("得分", "latin1").only().code == "FZ010");
}

TEST_CASE("decode: broken UTF-8 names the byte and the line, and is never taken for GB18030") {
    check_refused("得分\n每件\xe5得", "FZ002", "第14字节（第2行）");
    check_refused("\xef\xbb\xbf得\xff分", "FZ002", "第7字节（第1行）");
    check_refused("每件得分，最高得\xe5\x88", "FZ002", "共2个坏字节");
    check_refused("得分得分\xc0\xaf", "FZ002", "0xC0");              // overlong
    check_refused("得分得分\xed\xa0\x80", "FZ002", "0xED");          // a surrogate
    check_refused("得分得分得分\xf4\x90\x80\x80", "FZ002", "0xF4");  // above U+10FFFF
    const outcome got = decoding("得分\r\n每件\xe5得");
    CHECK(got.text.text == "得分\n每件\uFFFD得");  // so that the message can show the line
    CHECK(got.only().at == span{13, 16});
}

TEST_CASE("decode: neither UTF-8 nor GB18030") {
    check_refused("caf\xe9 cr\xe8me", "FZ003", "第4字节（第1行）");
    check_refused("a\n\xff\xff", "FZ003", "（第2行）");
    check_refused("\x80\x80\x80\x80\x80\x80", "FZ003", "");
}

TEST_CASE("decode: files of other programs") {
    check_refused("PK\x03\x04\x14\x00\x06\x00"s, "FZ001", "Word");
    check_refused("\xd0\xcf\x11\xe0\xa1\xb1"s, "FZ001", "旧版");
    check_refused("%PDF-1.7\n", "FZ001", "PDF");
    check_refused("\x89PNG\r\n\x1a\n"s, "FZ001", "图片");
    check_refused("\x7f"s + "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0"s, "FZ001", "字节");
}

TEST_CASE("decode: invisible characters are errors that name the place and the character") {
    const outcome got = decoding("得分\n每项得\u200b2分，\u200b每件\u200b");
    CHECK(got.text.good);
    CHECK(got.text.text == "得分\n每项得\u200b2分，\u200b每件\u200b");
    CHECK(got.only().code == "FZ006");
    CHECK(got.only().at == span{16, 19});
    CHECK(got.only().labels.size() == 2);
    CHECK(got.only().message.zh == "第2行第4字是看不见的字符 U+200B（零宽空格），全文共3处。");
    CHECK(got.only().message.en == "Line 2 character 4 is the invisible character U+200B (zero width space) (3 places in all).");
    for (const std::string c : {"\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e", "\ufe0f"}) CHECK(decoding("得" + c + "分").only().code == "FZ006");
}

TEST_CASE("decode: control characters are errors, each kind once") {
    CHECK(decoding("得\x01分").only().code == "FZ007");
    CHECK(decoding("得\0分"s).only().message.zh == "第1行第2字是看不见的字符 U+0000（空字符）。");
    CHECK(decoding("得\x1b[31m分").only().code == "FZ007");
    CHECK(decoding("得\x7f分").only().code == "FZ007");
    CHECK(decoding("得\u0080分").only().code == "FZ007");
    const outcome got = decoding("得\u200b\x01分\x01");
    REQUIRE(got.said.size() == 2);
    CHECK(got.said[0].code == "FZ006");  // in order of place
    CHECK(got.said[1].code == "FZ007");
    CHECK(decoding("得\uFFFD分").only().level == severity::warning);
}

TEST_CASE("decode: the strict check") {
    CHECK(invalid_utf8("") == std::string::npos);
    CHECK(invalid_utf8("plain ASCII of more than eight bytes") == std::string::npos);
    CHECK(invalid_utf8("plain ASCII\xff") == 11);
    CHECK(invalid_utf8("得\xe5\xbe") == 3);
    CHECK(invalid_utf8("\xe0\x80\x80") == 0);
    CHECK(invalid_utf8("\xed\x9f\xbf\xee\x80\x80") == std::string::npos);
    CHECK(invalid_utf8("\xf0\x8f\xbf\xbf") == 0);
    CHECK(invalid_utf8("\xf4\x8f\xbf\xbf") == std::string::npos);
    CHECK(invalid_utf8("\x80") == 0);
    CHECK(invalid_utf8("\xf5\x80\x80\x80") == 0);
}

TEST_CASE("decode: fifty million bytes of one line") {
    CHECK(decoding(repeated("每项得2分，", 3100000)).said.empty());
    CHECK(decoding(repeated("\u200b分", 8000000)).only().message.zh.find("8000000") != std::string::npos);
    CHECK(decoding(repeated("得分得\xff", 5000000)).only().code == "FZ002");
    CHECK(decoding(repeated("\xff", 50000000)).only().code == "FZ003");
    CHECK(decoding(std::string(50000000, '\0')).said.size() == 1);
    CHECK(decoding(repeated(gbk, 2000000)).only().code == "FZ004");
}

#include "repl/batch/repeated_ids.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace fenze {

std::uint64_t id_hash(std::string_view id) {
    const auto mixed = [](std::uint64_t h, std::uint64_t with) {  // no two words give the same
        h = (h ^ with) * 0x9E3779B97F4A7C15U;
        h = (h ^ (h >> 32U)) * 0xD6E8FEB86659FD93U;
        return h ^ (h >> 32U);
    };
    std::uint64_t h = id.size() * 0xA24BAED4963EE407U;
    std::uint64_t word = 0;
    for (; id.size() > sizeof word; id.remove_prefix(sizeof word)) {
        std::memcpy(&word, id.data(), sizeof word);
        h = std::rotl(mixed(h, word), 23);
    }
    word = 0;
    std::memcpy(&word, id.data(), id.size());
    return mixed(h, word);
}

words words_of(const repetitions& found) {
    const auto count = std::to_string(found.ids), more = std::to_string(found.records);
    words said{"编号重复：" + count + "个编号出现不止一次，多出" + more + "条；每条都照算了。",
        "Repeated ids: " + count + (found.ids == 1 ? " id occurs" : " ids occur") + " more than once, in " + more + " further records; each was scored."};
    for (const auto& e : found.examples) {
        const bool begin = &e == &found.examples.front();
        const auto first = std::to_string(e.first), again = std::to_string(e.again);
        said.zh += (begin ? "" : "，") + ("第" + again + "行与第" + first + "行");
        said.en += (begin ? " Line " : ", line ") + again + " has the id of line " + first;
    }
    const bool all = found.records == found.examples.size();
    said.zh += std::string(all ? "" : "……") + "编号相同。请核对是不是重复申报。";
    said.en += std::string(all ? "" : " …") + ". Check whether a unit stands in the file twice.";
    return said;
}

void repeated_ids::put_aside(part& from) {
    if (error_ == 0 && !file_.is_open()) error_ = file_.open(beside_);
    if (error_ == 0) error_ = file_.write({reinterpret_cast<const char*>(from.held.data()), block * sizeof(seen_id)});
    if (error_ == 0) from.blocks.push_back(blocks_++);
    from.held.clear();
}

bool repeated_ids::bring_back(const part& from, std::vector<seen_id>& all) {
    all.resize(from.blocks.size() * block);
    for (std::size_t b = 0; b < from.blocks.size(); ++b) {
        constexpr std::size_t size = block * sizeof(seen_id);
        std::size_t got = 0;
        error_ = file_.read(std::uint64_t{from.blocks[b]} * size, reinterpret_cast<char*>(all.data() + b * block), size, got);
        if (error_ != 0 || got != size) return false;
    }
    all.insert(all.end(), from.held.begin(), from.held.end());
    return true;
}

repetitions repeated_ids::find() {
    repetitions found;
    std::vector<seen_id> all;
    for (const auto& own : parts_) {
        if (error_ != 0 || !bring_back(own, all)) return {};
        look_through(all, found);
    }
    return found;
}

/// A table of the places of those that came first.
void repeated_ids::look_through(const std::vector<seen_id>& all, repetitions& found) {
    const auto size = std::bit_ceil(all.size() * 2 + 1);
    std::vector<std::uint32_t> table(size);  // one more than the place
    std::vector<bool> repeated(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::size_t at = all[i].hash / parts & (size - 1);
        while (table[at] != 0 && all[table[at] - 1].hash != all[i].hash) at = (at + 1) & (size - 1);
        if (table[at] == 0) {
            table[at] = static_cast<std::uint32_t>(i + 1);
            continue;
        }
        const std::size_t first = table[at] - 1;
        ++found.records;
        if (!repeated[first]) ++found.ids;
        repeated[first] = true;
        auto& told = found.examples;
        const auto later = std::find_if(told.begin(), told.end(), [&](const repetitions::pair& p) { return p.again > all[i].line; });
        told.insert(later, {all[first].line, all[i].line});
        if (told.size() > most_examples) told.pop_back();
    }
}

}  // namespace fenze

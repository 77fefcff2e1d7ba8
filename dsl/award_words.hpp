#pragma once
// The words around the points of an award: its verb, its unit, and the nouns that only look like one. Only award.cpp includes it.

#include <string>
#include <string_view>

#include "dsl/cursor.hpp"

namespace fenze {

/// What the verb of an award says: 再加 (more), 酌情扣 (take, discretion), 各得 (distributes).
struct verb_words {
    bool both = false;  // 加（减）
    bool any = false, take = false, more = false, discretion = false, bare_adverb = false;
    bool weak = false;  // 为, 按, 计算: a verb only where points follow
    bool distributes = false;
};

/// The adverbs and the verb of an award at the cursor, with the filler behind them.
verb_words read_verb(cursor& in);

/// Whether a bare N分 behind these words is a boundary instead of an award: 达到80分.
bool comparison_before(std::string_view before);

/// Whether the character that looks like a verb belongs to a noun: 书记5分, 会计3分, 面积2分.
bool noun_before(std::string_view before, std::string_view verb);

/// Whether the verb's first words end a name: 省部级科技奖励得2分, 社会力量奖励1分, 省领军人才加1分.
bool noun_here(std::string_view text, std::size_t at);

/// The unit of 分/项, 分／人次, 分每项; empty where none stands.
std::string per_unit_behind(cursor& in);

}  // namespace fenze

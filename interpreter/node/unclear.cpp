// Sentences whose parts do not say together what is scored: refused before any part is read by itself.

#include <algorithm>
#include <set>

#include "dsl/fold.hpp"
#include "dsl/text.hpp"
#include "interpreter/node/clause_shape.hpp"
#include "interpreter/node_reader.hpp"

namespace fenze {

namespace {

constexpr auto counted_nouns = {"项", "个", "条", "款", "点", "方面", "种", "类", "年", "指标", "条件"};

// Behind a numeral: 两项, 3个, 一年.
bool starts_counted(std::string_view words, bool more_than_one) {
    static constexpr std::string_view ones[] = {"一", "1"};
    static constexpr std::string_view several[] = {"两", "二", "三", "四", "五", "六", "七", "八", "九", "2", "3", "4", "5", "6", "7", "8", "9"};
    const auto behind = [&](std::string_view numeral) {
        if (!starts(words, numeral)) return false;
        const auto rest = words.substr(numeral.size());
        return std::any_of(counted_nouns.begin(), counted_nouns.end(), [&](const char* noun) { return starts(rest, noun); });
    };
    return std::any_of(std::begin(several), std::end(several), behind) || (!more_than_one && std::any_of(std::begin(ones), std::end(ones), behind));
}

bool gives_points(const clause_text& c) { return c.award.kind != award_kind::zero && !c.award.take; }

// Whose figures the clause compares, by name; a sequel without a name speaks of the one before.
void compared_names(const clause_text& c, std::set<std::string>& out) {
    for (const auto& group : c.when)
        for (const auto& atom : group)
            if (atom.is && !(atom.subject + atom.rest).empty()) out.insert(name_key(atom.subject + atom.rest));
}

bool bare_step(const clause_text& c) {
    return c.each && c.each->towards != direction::none && !c.each->target && c.prefix.empty() &&
           std::all_of(c.when.begin(), c.when.end(), [](const auto& group) {
               return std::all_of(group.begin(), group.end(), [](const atom_text& a) { return a.subject.empty() && a.rest.empty() && !a.is; });
           });
}

// 满足两条, 全部满足 behind 满足下列条件之一: how many of the items hold.
bool counts_items(std::string_view words) {
    for (const std::string_view verb : {"同时", "满足", "符合", "具备", "达到", "做到", "其中"})
        if (starts(words, verb)) words.remove_prefix(verb.size());
    return starts_counted(words, true) || is_any(words, {"全部", "全部满足", "全部符合", "全部具备", "全部达到", "均满足", "均符合", "都满足"}) ||
           starts_any(words, {"全部满足", "全部符合", "全部具备", "全部达到"});
}

// 仅一项达标, 有一年达到, 只有一项符合: how many of the conditions before it hold.
bool counts_conditions(std::string_view words) {
    bool only = false;
    for (const std::string_view head : {"其中", "仅有", "只有", "仅", "只", "有"})
        if (starts(words, head)) {
            words.remove_prefix(head.size());
            only = true;
        }
    if (!only || !starts_counted(words, false)) return false;
    return has_any(words, {"达标", "达到", "符合", "满足", "具备", "合格", "完成"});
}

// What is not done, said without a sign behind it.
bool names_fault(std::string_view words) {
    if (starts_any(words, {"缺", "漏", "迟", "旷", "逾期", "违反", "违规", "违纪", "早退"})) return true;
    if (!starts(words, "未")) return false;
    // what one has to do; 未发生, 未逾期, 未占用 are as it should be
    return starts_any(words.substr(3), {"按", "建", "制定", "制作", "开展", "组织", "落实", "设", "配", "提供", "报", "上报", "签", "出台", "完成", "发放",
                                           "公开", "及时", "经批准", "整改", "培训", "张贴", "悬挂", "佩戴", "穿", "戴", "执行", "履行", "登记", "备案", "检查",
                                           "巡查", "更新", "上传", "填", "召开", "参加会议", "参加培训", "安装", "明确"});
}

// Sentences that say anything but what is not done: a fault among them may be an option of a list.
std::set<std::size_t> sentences_of_more(const std::vector<placed_item>& items) {
    std::set<std::size_t> out;
    for (const auto& q : items)
        if (const auto* c = std::get_if<clause_text>(&q.is); c && !starts(c->words, "未")) out.insert(q.sentence);
    return out;
}

// 制度健全（2分: the bracket goes on behind the award.
bool left_open(std::string_view said) {
    int depth = 0;
    for (std::size_t at = 0; at < said.size(); at += character_length(said, at)) {
        const auto c = said.substr(at, character_length(said, at));
        if (is_any(c, {"（", "("})) ++depth;
        if (is_any(c, {"）", ")"}) && depth > 0) --depth;
    }
    return depth > 0;
}

// 完成 - 10分，基本完成 - 6分: inside the words before the award.
bool dash_before_points(std::string_view said) {
    for (const std::string_view dash : {"—", "－", "-"})
        for (auto at = said.find(dash); at != std::string_view::npos; at = said.find(dash, at + dash.size())) {
            std::string_view before = said.substr(0, at), behind = said.substr(at + dash.size());
            while (ends(before, " ")) before.remove_suffix(1);
            while (starts(behind, " ")) behind.remove_prefix(1);
            const bool figure = before.empty() || (before.back() >= '0' && before.back() <= '9') ||
                                ends_any(before, {"分", "%", "％", "(", "（", ")", "）", "：", ":", "，", ",", "；", "—"});
            std::size_t digits = 0;
            while (digits < behind.size() && ((behind[digits] >= '0' && behind[digits] <= '9') || behind[digits] == '.')) ++digits;
            const auto unit = behind.substr(digits);
            if (!figure && digits > 0 && starts(unit, "分") && unit.size() > std::string_view("分").size()) return true;
        }
    return false;
}

// 依次递减1分, 逐级得2分; not 依次开展自查.
bool follows_in_turn(std::string_view said) {
    for (const std::string_view word : {"依次", "逐级", "逐次", "顺次", "依序"})
        for (auto at = said.find(word); at != std::string_view::npos; at = said.find(word, at + word.size()))
            if (starts_any(said.substr(at + word.size()), {"递减", "递增", "递加", "减", "增", "降", "扣", "加", "得", "计"})) return true;
    return false;
}

// 低于3个百分点以上, 高于5%以内.
bool says_both_ways(std::string_view said) {
    const auto meets = [&](std::string_view word, std::initializer_list<std::string_view> ends_with) {
        for (auto at = said.find(word); at != std::string_view::npos; at = said.find(word, at + 1)) {
            std::string_view rest = said.substr(at + word.size());
            if (ends(said.substr(0, at), "不")) continue;  // 不低于95%以上
            std::size_t digits = 0;
            while (digits < rest.size() && ((rest[digits] >= '0' && rest[digits] <= '9') || rest[digits] == '.')) ++digits;
            if (digits == 0) continue;
            rest.remove_prefix(digits);
            for (const std::string_view unit : {"%", "％", "个百分点", "分"})
                if (starts(rest, unit)) {
                    rest.remove_prefix(unit.size());
                    break;
                }
            if (starts_any(rest, ends_with)) return true;
        }
        return false;
    };
    return meets("低于", {"以上", "及以上"}) || meets("高于", {"以内", "以下", "及以下"});
}

bool lists_below(std::string_view words) {
    return has_any(words, {"下列", "以下", "上述", "如下"}) && has_any(words, {"条件", "情形", "要求", "之一", "各项", "项", "内容"});
}

}  // namespace

void node_reader::refuse_unclear(const std::vector<placed_item>& items) {
    const auto refuse = [&](const char* code, const clause_text& c, words message, words help) { error(code, c.at, std::move(message), std::move(help)); };
    const auto counting = [&](const clause_text& c) {
        refuse("FZ118", c, {"“" + c.words + "”要数满足了几项，现在还不能这样计分。", "this counts how many of the items hold, which cannot be scored yet"},
            {"写成“满足1项得…分，满足2项得…分”，由填报人填满足的项数。", "score the number of items that hold instead"});
    };
    const std::set<std::size_t> more = sentences_of_more(items);
    const auto awards = std::count_if(items.begin(), items.end(), [](const placed_item& q) {
        const auto* c = std::get_if<clause_text>(&q.is);
        return c && gives_points(*c);
    });
    std::set<std::string> targets;  // compared in this segment, one after the other
    const clause_text* list = nullptr;
    const clause_text* before = nullptr;
    const clause_text* opened = nullptr;  // an award in a bracket that goes on
    std::size_t sentence = 0, segment = 0;
    for (const auto& p : items) {
        const auto* c = std::get_if<clause_text>(&p.is);
        if (!c) {
            targets.clear();
            continue;
        }
        if (p.sentence != sentence) list = before = nullptr;
        if (p.segment != segment) {
            targets.clear();
            opened = nullptr;
        }
        sentence = p.sentence;
        segment = p.segment;
        const std::string_view words = c->words;
        // 开工率100%得4分，竣工率80%得3分，每低1个百分点扣0.1分
        if (bare_step(*c)) {
            if (targets.size() >= 2 && c->award.take)
                refuse("FZ127", *c, {"前面有几个目标，“" + c->words + "”从哪一个算起，没有写明。", "from which of the targets before it is this measured?"},
                    {"把每个目标写成一句，以“；”断开，各写各的扣分。", "write each target with its own deduction, parted by ；"});
            targets.clear();
        } else if (c->each) {
            targets.clear();
        } else {
            compared_names(*c, targets);
        }
        if (list && gives_points(*c) && !c->each && counts_items(words)) counting(*c);
        const bool items_below = !written_.children.empty();
        if (list && items_below && gives_points(*list) && c->award.take && starts_any(words, {"缺", "少", "每缺", "每少"}) && !p.at.empty()) counting(*c);
        if (before && gives_points(*before) && gives_points(*c) && counts_conditions(words) &&
            (compound(*before) || has_any(before->words, {"均", "都", "全部", "各项", "同时"})) &&
            !(compound(*before) && shape_of(*before) == shape::compare && has(words, "其中")))
            counting(*c);
        // 每有一项得2分，三项齐全得8分
        if (before && before->each && gives_points(*before) && gives_points(*c) && !c->each && !c->award.more && !c->award.plus &&
            starts_counted(words, true) && has_any(words, {"齐全", "全部", "均", "都", "俱全", "全有", "齐备"}))
            refuse("FZ126", *c,
                {"“" + c->words + "”是在按每个计分之上再算，还是代替它，没有写明。", "does this add to the points for each, or take their place?"},
                {"另外再算的，写“再得”；代替的，写成分档，如“1项得2分，2项得4分，3项得8分”。", "write 再得, or write tiers"});
        // 第一名得10分，依次递减1分
        const auto said = text_.slice(c->at);
        if (c->award.kind == award_kind::points && c->award.values.size() == 1 && !c->each && follows_in_turn(said))
            refuse("FZ101", *c, {"“" + std::string(said) + "”只有一个分值，不能逐个计分。", "one figure for several that follow one another"},
                {"把每一名、每一级的分写出来，如“第一名10分，第二名9分”。", "write the points of each"});
        // 合格的—5分，不合格的—0分: a dash that is no minus, and no sign either
        if (dash_before_points(said))
            refuse("FZ101", *c, {"“—”后面的分是得分还是扣分，没有写明。", "does the dash mean points earned or lost?"},
                {"写成“得5分”“扣5分”，或者“合格（5分）”。", "write 得, 扣 or brackets"});
        // 第一、二、三名依次得10、8、6分
        if (c->award.values.size() > 1 && !c->award.range && compares(*c) && has_any(said, {"依次", "分别"}))
            refuse("FZ119", *c, {"“依次”“分别”后面的分值，与前面列出的项对不上。", "the points do not pair with what is listed before them"},
                {"逐项写明，如“第一名得10分，第二名得8分”。", "write each with its points"});
        // 安全、质量、进度各占10分、10分、5分
        if (c->award.values.size() > 1 && !c->award.range && ends_any(words, {"各占", "分别占", "各为", "分别为", "各"}))
            refuse("FZ119", *c,
                {"“分别”后面的分值有" + std::to_string(c->award.values.size()) + "个，与前面列出的项数对不上。",
                    "the points do not pair with what is listed before them"},
                {"逐项写明，如“国家级得5分，省级得3分”。", "write each with its points"});
        // 制度健全（2分，缺一项扣0.5分）: a part's own deductions
        if (!c->award.take && !c->each && left_open(said)) opened = c;
        if (opened && c->award.take && c != opened && p.segment == segment && awards > 1) {
            refuse("FZ101", *c, {"括号里既有分值又有扣分，扣的是哪一部分没有写明。", "a bracket with points and their deductions"},
                {"把每一部分写成一项，如“（1）制度健全（2分）。缺一项扣0.5分。”", "make every part an item of its own"});
            opened = nullptr;
        }
        if (has_any(said, {"）", ")"}) && !left_open(said)) opened = nullptr;
        // 低于3个百分点以上: a distance, or less than it?
        if (says_both_ways(said))
            refuse("FZ101", *c, {"“" + c->words + "”有两种读法：是低多少，还是在多少以上。", "below it, or so far below?"},
                {"写成“比……低3个百分点以上”，或“在……以上”。", "say which"});
        // 未建立台账1分: a fault without a sign; 未发生事故5分 is none
        if (!c->award.verb && !c->award.take && c->award.kind == award_kind::points && !c->each && !c->option && shape_of(*c) == shape::plain &&
            c->prefix.empty() && node().kind == section_kind::base && names_fault(words) && more.count(p.sentence) == 0)
            refuse_unsigned(*c);
        for (const auto& group : c->when)
            for (const auto& atom : group) {
                // 覆盖率、合格率分别达到90%、95%; 集体奖按个人奖的一半计分，个人奖每项2分
                if (atom.is && has(atom.subject, "、") && ends_any(atom.subject, {"分别", "每项", "每个", "各项分别", "依次"}))
                    refuse("FZ101", *c, {"“" + c->words + "”一句里说了几个指标，哪个指标得多少分没有分开写。", "several quantities in one sentence"},
                        {"一个指标写一句，各写各的分值。", "write one sentence for each, with its points"});
                if (has_any(atom.subject, {"一半计", "折半计", "减半计", "翻倍计", "加倍计"}))
                    refuse("FZ101", *c,
                        {"“" + c->words + "”里的折半、加倍，还不能照这样的写法计算。", "a half or twice of other points cannot be read here yet"},
                        {"把折半或加倍后的分直接写出来，如“集体奖每项1分，个人奖每项2分”。", "write the halved or doubled points"});
            }
        if (lists_below(words)) list = c;
        before = c;
    }
}

}  // namespace fenze

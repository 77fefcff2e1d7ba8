#include "dsl/award_words.hpp"

#include <algorithm>

#include "dsl/several.hpp"

namespace fenze {

using namespace grammar;  // NOLINT: this file is the grammar's reader

verb_words read_verb(cursor& in) {
    verb_words out;
    for (int i = 0; i < 6; ++i) {
        cursor before = in;
        if (const auto how = in.take<adverb>()) {
            if (is_any(*how, {"再", "另", "另外", "额外"})) out.more = true;
            if (is_any(*how, {"均", "各", "分别", "都", "均可"})) out.distributes = true;
            if (how->substr(0, 6) == "酌情" || how->substr(0, 3) == "视" || *how == "适当") out.discretion = true;
            out.bare_adverb = true;
            in.skip(",");
            continue;
        }
        in = before;
        break;
    }
    const cursor start = in;
    // 加（减）0.5分, 加减0.5分, 加或扣1分
    cursor pair = in;
    if (skip_any(pair, {"增加", "增", "加"})) {
        const bool bracket = pair.skip("(");
        const bool joined = skip_any(pair, {"或者", "或", "/", "、"});
        if ((bracket || joined || pair.sees("减")) && pair.skip<take>() && (!bracket || pair.skip(")"))) {
            in = pair;
            out.any = out.both = true;
        }
    }
    // 投诉减少得3分, 增加扣2分: a change is what is scored, no verb
    if (!out.both) {
        cursor change = in;
        if (skip_any(change, {"减少", "增加", "减", "增"}) && (change.sees<give>() || change.sees<take>()) && !change.sees("加") && !change.sees("奖励"))
            return out;
    }
    // 投诉增加扣3分: 加 belongs to 增
    if (in.text.substr(in.at, 3) == "加" && ends_any(in.text.substr(0, in.at), {"增", "参", "附", "追", "施"}) && in.at > 0) return out;
    for (int i = 0; i < 3; ++i) {
        if (in.skip<take>()) {
            out.any = out.take = true;
        } else if (const auto gives = in.take<give>()) {
            if (!out.any && (is_any(*gives, {"获", "奖", "获得", "评", "取", "打"})) && !in.sees<peg::sor<figure, cn_number>>()) {
                in = start;  // 获奖得5分: part of the subject
                break;
            }
            out.any = true;
            out.weak = is_any(*gives, {"为", "按", "取", "计算", "打", "获得", "获"});
        } else {
            break;
        }
    }
    if (out.any) {
        skip_run(in, {":", "该项", "本项", "总分", "分数", "分值", "积分", "基本分", "基础分"});
    }
    return out;
}

bool comparison_before(std::string_view before) {
    return ends_any(before, {"达到", "达", "不低于", "不少于", "低于", "高于", "超过", "不足", "不满", "少于", "大于", "小于", "多于", "满", "至少", "≥", "≤",
                                ">", "<", "=", "含", "(含", "不含", "总分", "总分值", "-", "~", "至", "到", "在", "从", "以", "按", "前", "第", "不超过",
                                "不高于", "上限", "最低", "最低得", "最低计", "最少得", "至少得", "最高", "最多", "共", "合计"});
}

bool noun_before(std::string_view before, std::string_view verb) {
    static constexpr std::string_view nouns[] = {"书记", "登记", "标记", "日记", "笔记", "会计", "设计", "统计", "审计", "面积", "体积", "容积", "预算", "决算",
        "结算", "核算", "测评", "自评", "参评", "点评", "录取", "领取", "争取", "听取", "供给", "补给", "参加", "更加", "获得", "取得", "心得", "折扣", "裁减",
        "响应", "相应", "对应", "供应", "反应", "适应", "效应", "认可", "许可", "立即", "随即", "人均", "平均", "年均", "公共", "首都", "成就", "规则", "原则",
        "细则", "否则", "行为", "人为", "甲方", "乙方", "地方", "各方", "双方", "警方", "人才", "英才", "合并", "即将", "目的"};
    if (verb == "得" && ends_any(before, {"中心", "核心", "重心", "爱心"})) return false;  // 建成服务中心得8分: no 心得
    return std::any_of(
        std::begin(nouns), std::end(nouns), [&](std::string_view n) { return n.substr(n.size() - 3) == verb && ends(before, n.substr(0, n.size() - 3)); });
}

std::string per_unit_behind(cursor& in) {
    cursor probe = in;
    if (!probe.skip("/") && !probe.skip("每")) return {};
    probe.skip("每");
    const auto from = probe.at;
    if (!probe.skip<peg::sor<percentage, duration, counted, measure>>()) {
        if (!probe.skip<han>()) return {};
        if (probe.sees<han>() && !probe.sees<give>()) probe.skip<han>();
    }
    if (probe.sees("奖") || probe.sees("等奖")) return {};  // 一等奖10分/二等奖8分: the slash stands between two awards
    in = probe;
    return std::string(in.text.substr(from, in.at - from));
}

bool noun_here(std::string_view text, std::size_t at) {
    cursor in{text, at};
    const auto before = text.substr(0, at);
    if (in.skip("才")) return ends_any(before, {"人", "英", "天"});
    if (!in.skip("奖励")) return false;
    if (in.sees<give>()) return true;
    return ends_any(before, {"科技", "科学技术", "力量", "级", "成果", "荣誉", "政府"});
}

}  // namespace fenze

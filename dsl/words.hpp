#pragma once
// Every keyword of the language, spelled once, over folded text (half-width ASCII, no blanks). A list takes its longest word that fits, so the
// order within a list carries no meaning. Included by the phrase grammar alone.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tao/pegtl.hpp>

namespace fenze::grammar {

namespace peg = tao::pegtl;

// clang-format off

template <std::size_t N>
struct literal {
    char text[N]{};
    constexpr literal(const char (&from)[N]) { std::copy_n(from, N, text); }  // NOLINT: literals convert
    [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

template <literal Text, typename Index>
struct spell;
template <literal Text, std::size_t... I>
struct spell<Text, std::index_sequence<I...>> { using rule = peg::ascii::string<Text.text[I]...>; };

/// One keyword by its bytes.
template <literal Text>
struct word : spell<Text, std::make_index_sequence<sizeof(Text.text) - 1>>::rule {};

/// The first character of valid UTF-8 as one number; 0 where there is none.
constexpr std::uint32_t lead_of(std::string_view text) {
    const auto byte = [&](std::size_t n) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[n])); };
    if (text.empty()) return 0;
    if (byte(0) < 0x80) return byte(0);
    if (byte(0) < 0xe0 || text.size() < 3) return text.size() < 2 ? 0 : byte(0) | byte(1) << 8;
    return byte(0) | byte(1) << 8 | byte(2) << 16;
}

/// Any of several keywords, the longest that fits, whatever the order they are listed in.
template <literal... Text>
struct any_word {
    using rule_t = any_word;
    using subs_t = peg::empty_list;
    static constexpr std::string_view all[] = {Text.view()...};
    static constexpr std::uint32_t leads[] = {lead_of(Text.view())...};

    // Tried at every character of a text: most are turned away by one bit for their first character.
    static constexpr std::uint32_t bit(std::uint32_t lead) { return (lead ^ lead >> 6 ^ lead >> 14) & 255; }
    static constexpr auto first_characters = [] {
        std::array<std::uint64_t, 4> bits{};
        for (const std::uint32_t lead : leads) bits[bit(lead) / 64] |= std::uint64_t{1} << bit(lead) % 64;
        return bits;
    }();

    template <typename Input>
    static bool match(Input& in) {
        const std::string_view here(in.current(), in.size());
        const std::uint32_t lead = lead_of(here);
        if ((first_characters[bit(lead) / 64] >> bit(lead) % 64 & 1) == 0) return false;
        std::size_t best = 0;
        for (std::size_t i = 0; i < sizeof...(Text); ++i)
            if (leads[i] == lead && all[i].size() > best && here.substr(0, all[i].size()) == all[i]) best = all[i].size();
        if (best == 0) return false;
        in.bump_in_this_line(best);
        return true;
    }
};

// ---- numerals
struct cn_digit : any_word<"零", "〇", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千"> {};
struct ascii_digits : peg::plus<peg::ascii::digit> {};
struct ascii_number : peg::seq<ascii_digits, peg::opt<peg::one<'.'>, ascii_digits>> {};
struct fraction : peg::seq<ascii_digits, peg::one<'/'>, ascii_digits> {};
struct cn_number : peg::seq<cn_digit, peg::rep_opt<31, cn_digit>> {};  // no number is longer: a line of 一 is tried at each
struct cn_decimal : peg::seq<cn_number, word<"点">, cn_number> {};  // 零点二
struct percent_word : word<"百分之"> {};
struct cn_percent : peg::seq<percent_word, peg::sor<ascii_number, cn_number>> {};
struct cn_fraction : peg::seq<cn_number, word<"分之">, cn_number> {};
struct half : word<"半"> {};
struct numeral : peg::sor<cn_percent, fraction, ascii_number, cn_fraction, cn_decimal, cn_number, half> {};
struct figure : peg::sor<fraction, ascii_number> {};  // in digits alone

// ---- units: measures, money and percent are listed; what may stand after 每N and 分/ is open
struct money : any_word<"亿元人民币", "万元人民币", "亿人民币", "亿美元", "万美元", "美元", "亿元", "百万元", "千万元", "十万元", "万元", "千元", "百元", "元人民币", "元", "个亿元", "个亿", "亿"> {};
struct percentage : any_word<"%", "‰", "个百分点", "百分点"> {};
struct duration : any_word<"个学年", "学年", "个聘期", "聘期", "任期", "个课时", "个小时", "个学时", "个工作日", "个自然日", "工作日", "自然日", "小时", "学时", "课时", "分钟", "秒钟", "秒", "天", "日", "个星期", "星期", "周岁", "周年", "周", "个月", "月", "个季度", "季度", "个学期", "学期", "个年度", "年度", "年", "岁"> {};
struct measure : any_word<"DDDs", "DDD", "微克/立方米", "毫克/立方米", "毫克/升", "元/平方米", "kWh", "μSv", "ppm", "lx", "ml", "mL", "L", "千瓦时", "公里", "千米", "厘米", "毫米", "平方公里", "平方米", "立方米", "毫升", "km2", "km", "cm", "mm", "m3/h", "m3", "m2", "m/s", "m", "米", "㎡", "公顷", "亩", "吨", "公斤", "千克", "克", "kg", "mg/L", "mg/m3", "升", "度", "℃", "dB", "分贝", "MW", "kW", "μg/m3", "μm", "次/h", "M", "G", "T"> {};
struct counted : any_word<"个单位", "个点", "人次", "人天", "人日", "篇次", "台套", "台次", "件次", "批次", "班次", "场次", "项次", "个次", "户次", "家次", "车次", "课次", "例次", "人份", "万人次", "件套", "套件", "件", "项", "个", "次", "人", "名", "家", "条", "份", "篇", "部", "台", "套", "期", "场", "轮", "届", "起", "处", "例", "宗", "户", "门", "科", "本", "册", "张", "幅", "辆", "位", "所", "间", "栋", "座", "只", "头", "批", "类", "档", "点", "款", "种", "节", "字", "页", "回", "支", "队", "组", "对", "步", "遍", "倍", "株", "根", "棵", "枚", "块", "片", "层", "单", "笔", "颗", "章", "讲", "堂", "床", "尾", "艘", "架", "副", "双", "口", "把", "段", "村", "镇", "县", "市", "校", "院", "环", "号", "语种", "班", "票", "卷", "师", "稿", "幢", "孔", "克拉", "站", "人员"> {};
struct points_word : any_word<"个学分", "学分", "个积分", "积分", "分值", "分"> {};
struct scale : any_word<"万", "亿", "千", "百"> {};
/// A unit that is known by itself.
struct unit : peg::sor<money, percentage, duration, measure, counted> {};
struct han : peg::utf8::range<U'\u4e00', U'\u9fff'> {};

// ---- comparisons
struct at_least : any_word<"超过或达到", "超过或者达到", "高于或达到", "达到及超过", "达到或优于", "达到或超过", "达到或者超过", "达到或高于", "累计达到", "累计达", "累计满", "已达到", "达到", "达", "已满", "不少于", "不低于", "不小于", "不得少于", "不得低于", "应不少于", "应不低于", "不短于", "不下于", "不下", "至少", "≥", ">=", "=>", "大于等于", "大于或等于", "高于或等于", "高于等于", "等于或大于", "等于或高于", "等于或超过", "超过或等于", "多于或等于", "届满", "满"> {};
struct more_than : any_word<"超过", "大于", "高于", "多于", "超出", ">", "突破", "长于"> {};
struct at_most : any_word<"不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "不得多于", "≤", "<=", "=<", "小于等于", "小于或等于", "低于或等于", "低于等于", "少于或等于", "等于或小于", "等于或低于", "至多", "不长于", "控制在"> {};
struct less_than : any_word<"低于", "少于", "小于", "不足", "不满", "未达到", "未达", "达不到", "没有达到", "未满", "<", "短于", "不到"> {};
struct equals : any_word<"等于", "恰好", "恰为", "=="> {};
struct not_included : any_word<"(不含)", "(不包含)", "(不包括)", "(不含本数)", "不含本数"> {};
struct included : any_word<"(含本数)", "(含)", "(包含)", "(包括)", "(含本级)"> {};
struct or_more : any_word<"及其以上", "及以上", "或以上", "(及)以上", "以上", "及更多", "或更多"> {};
struct or_less : any_word<"及其以下", "及以下", "或以下", "(及)以下", "以下", "以内", "之内", "或更少"> {};
struct beyond : any_word<"以外", "之外"> {};
struct dash : any_word<"~", "--", "-", "至", "到"> {};

// ---- points
struct adverb : any_word<"最高可", "均可", "可以", "可", "即可", "即", "则", "方可", "方", "才", "均", "各", "分别", "一律", "统一", "直接", "酌情", "视情", "视情况", "视情节", "视程度", "视情形", "适当", "应当", "应", "予以", "给予", "另外", "另", "再", "额外", "只", "仅", "累计", "一次性", "相应", "就", "也", "都", "分档", "共", "在总分中", "从总分中", "总分", "的", "将", "奖励性", "自动", "当年", "可在", "须", "并"> {};
struct give : any_word<"依次递增", "递增", "递加", "评价分值为", "评价得分为", "评分为", "得分为", "分值为", "分数为", "成绩为", "记为", "计为", "评为", "积为", "折算为", "折合为", "换算为", "认定为", "折算成", "折算", "折合", "计算", "加记", "加计", "记入", "计入", "给予加", "给予", "授予", "赋予", "奖励", "奖", "增加", "追加", "累加", "获得", "获", "得", "计", "加", "记", "积", "给", "赋", "评", "打", "为", "算", "按", "取"> {};
struct take : any_word<"加扣", "追加扣", "另扣", "再扣", "增扣", "依次递减", "递减", "递扣", "依次扣减", "依次扣", "依次减", "扣减", "扣除", "扣罚", "倒扣", "少加", "少得", "减去", "减扣", "核减", "减少", "扣", "减"> {};
/// What turns 分 into another word: 30分钟, 三分之二, 三部分, 分公司, 百分制, 分数线 … each has a test.
struct not_points : any_word<"钟", "之", "部", "会", "公司", "类", "别", "段", "工", "析", "支", "管", "局", "享", "配", "组", "期", "层", "解", "离", "布", "区", "制", "数线", "子", "校", "院", "店", "行", "包", "散", "歧", "明", "辨", "批", "步", "清", "档", "级", "项", "值", "差", "成", "点", "科"> {};
struct after_figure : any_word<"以上", "及以上", "及其以上", "(含)", "(不含)", "以下", "及以下", "≤", "<", "≥", ">", "~", "-", "至", "到", "之间", "以内", "以外", "(含"> {};
struct zero_award : any_word<"不得分", "不计分", "不给分", "不予计分", "不予得分", "不予给分", "不予评分", "不予加分", "不予赋分", "不记分", "不赋分", "不积分", "不加分", "不扣分", "不再计分", "不再加分", "不再得分", "无分", "得分为零", "分值为零", "不能得分", "没有分", "没分", "不获分", "计零分", "记零分", "得零分", "为零分", "零分"> {};
struct full_award : any_word<"得满分", "计满分", "给满分", "记满分", "为满分", "得全分", "得全部分值", "得全部分数", "得全部分", "给全分", "计全分", "评满分", "即满分", "打满分", "赋满分", "可得满分", "获得满分", "得该项满分", "得本项满分", "得该项全部分值", "得该项分值", "得该项分", "得本项分值", "得本项分", "得此项分值", "得此项分", "得相应分值", "得相应分", "满分"> {};
struct full_take : any_word<"扣除该项全部分值", "扣除该项全部分数", "扣除该项全部分", "扣除全部分值", "扣除全部分数", "扣除全部分", "扣该项全部分值", "扣该项全部分", "扣全部分值", "扣全部分", "扣除该项分值", "扣除本项分值", "扣该项分值", "扣本项分值", "扣全分", "扣满分", "扣光", "全扣", "扣该项满分", "扣除该项满分", "扣该项全分", "扣除全分", "本项分全扣", "扣该项分", "扣完该项分", "扣完" > {};
struct half_award : any_word<"减半计分", "减半得分", "减半记分", "减半赋分", "减半给分", "减半加分", "减半计算", "折半计分", "折半计算", "折半记分", "折半", "减半", "得一半分值", "得一半分数", "得一半分", "得一半", "计一半分", "计一半", "按一半计分", "按一半计", "得半分"> {};
struct share_of : any_word<"该项指标", "本项指标", "该指标", "本指标", "该小项", "本小项", "该项目", "该项", "本项", "此项", "该条", "本条", "单项", "相应", "对应", "应得", "所得", "标准", "基础", "基本", "规定", "总", "满分值", "满分", "分值", "分数", "得分", "权重", "指标", "档", "值", "分", "的", "加", "其", "上述", "原", "以上", "项目", "同级", "同等", "同类", "级别", "奖项"> {};
struct share_tail : any_word<"的分值计分", "的分值", "的分数", "的标准计分", "的标准", "的比例计分", "的比例", "的分", "计分", "计算得分", "计算", "得分", "计入", "计", "赋分", "记分", "记", "给分", "加分", "折算", "折计", "算", "分值", "分数", "分", "扣分", "扣减", "执行"> {};

// ---- what stands around awards
struct best_of : any_word<"就高不就低,不重复计分", "就高不就低,不重复加分", "就高不就低", "就高不重复计分", "就高不重复加分", "就高不重复计算", "就高不重复", "就高不累计", "就高计分", "就高加分", "就高", "择高计分", "择高", "从高计分", "从高", "择一计分", "择一加分", "择一", "取最高分值", "取最高分计分", "取最高分计入", "取最高分", "取最高项计分", "取最高项", "取最高值计分", "取最高值", "取最高级别", "取最高一项", "取最高", "取其最高分", "取其最高", "取高分", "取高值", "只计最高分", "只计最高级别", "只计最高项", "只计最高", "只记最高分", "只记最高项", "只记最高", "计最高分", "计最高项", "不重复计分", "不重复加分", "不重复计算", "不重复得分", "不重复累计", "不重复累加", "不重复记分", "不重复扣分", "不得重复计分", "不得重复加分", "不累计计分", "不累计加分", "不累计得分", "不累计", "不累加", "不予累计", "不重复", "不可兼得", "不兼得", "不叠加", "不可叠加", "不可累加", "不可累计", "不可重复加分", "不可重复计分", "不得累计", "不得兼得", "不重复享受", "不并计", "不相加", "不叠计"> {};
struct interpolation : any_word<"线性插值法", "线性插值", "线性内插法", "线性内插", "直线插值法", "直线内插法", "内插法", "插值法", "插入法", "直线插入法", "线性插入法", "内插"> {};
struct adds_up : any_word<"可累加计分", "可累加加分", "可累加得分", "可累加", "可以累加", "可累计计分", "可累计加分", "可累计得分", "可累计", "可以累计", "可叠加计分", "可叠加", "可以叠加", "可兼得", "可同时得分", "可同时计分", "可重复计分", "可重复加分", "各项分别计分", "分别计分", "分别加分", "各项累加", "各项累计", "累加计分", "逐项累加", "逐项计分", "按项累计", "按项累加", "可相加"> {};
struct best_tail : any_word<"的分值计分", "的奖项计分", "的项目计分", "的计分", "奖项计分", "奖励计分", "项目计分", "标准计分", "分值计分", "学历计分", "为准计分", "为准", "计分", "计算", "计入", "记分", "得分", "加分", "赋分", "取值", "给分", "评分", "计", "记", "算", "加", "取"> {};
struct best_head : any_word<"按最高", "以最高", "按其最高", "按照最高", "按照其最高", "以其最高", "按单项最高", "按个人最高"> {};
// 按最高职务计, 以最高级别的奖项计分: what is the highest is an open class; 按最高限价计算 is a price.
struct best_case
    : peg::sor<word<"按就高原则">, peg::seq<best_head, peg::rep_max<6, peg::not_at<best_tail>, peg::not_at<any_word<"价", "限", "标", "总", "平", "均", "不">>, han>>> {};
struct floor_zero : any_word<"扣完为止", "扣完本项分为止", "扣完本项分值为止", "扣完该项分为止", "扣完该项分值为止", "扣完此项分为止", "扣完本项为止", "扣完该项为止", "扣完分为止", "扣完分值为止", "扣完本项得分为止", "扣完标准分为止", "扣完该项标准分为止", "扣至0分为止", "扣至零分为止", "扣到0分为止", "扣至0分", "扣至零分", "扣到零分为止", "减完为止", "扣光为止", "扣完即止", "扣完止", "扣满为止", "直至扣完", "不计负分", "不倒扣", "不得负分", "不出现负分", "最低得0分", "最低为0分", "最低0分", "最低计0分", "不得分为止"> {};
struct expert : any_word<"专家评分即为得分", "由专家评分", "由专家打分", "由评委打分", "由评委评分", "专家评分", "专家打分", "评委打分", "评委评分", "由评审专家打分", "由评审组打分", "由考核组打分", "酌情打分", "酌情评分", "酌情给分", "酌情计分", "酌情得分", "酌情赋分", "酌情记分", "综合打分", "综合评分", "由考评组评分", "由评审专家评分"> {};

// clang-format on

}  // namespace fenze::grammar

#pragma once
// The canonical words of a rubric: each has one meaning, and exact.cpp reads them back. Facts stand in quotation marks.
//
//   填报“发明专利授权”：件数（件），整数，不小于0。      “发明专利授权”每1件得5分，最多计3件。
//   “投入”1600万元以上得22分，1300万元以上得16分。       “投入”超过500万元的部分，每100万元得1分。
//   “管理制度”择一：“很完善”得9分，“比较完善”得6分。     “特色工作”由评分人在0至6分之间评定，计入得分。

#include <string>
#include <vector>

#include "interpreter/model.hpp"

namespace fenze {

class phrasing {
public:
    /// `names`: what each fact is called, where that is not its own name.
    explicit phrasing(const model& m, const std::vector<std::string>* names = nullptr) : model_(m), names_(names) {}

    [[nodiscard]] std::string rule_words(const rule& r) const;
    [[nodiscard]] std::string condition_words(const condition& c) const;
    /// 800万元以上, 超过5件, 60分以上且不足90分.
    [[nodiscard]] static std::string interval_words(const interval& is, const std::string& unit);
    [[nodiscard]] std::string name(std::size_t fact) const;
    /// The option in quotation marks; one that is named as another before it is counted on.
    [[nodiscard]] std::string option(std::size_t fact, std::size_t index) const;

private:
    [[nodiscard]] std::string tiers_words(const tiers_rule& t, bool take) const;
    [[nodiscard]] std::string judged_words(const judged_rule& j) const;
    [[nodiscard]] std::string ratio_words(const ratio_rule& q) const;
    [[nodiscard]] std::string formula_words(const formula_node& t) const;

    const model& model_;
    const std::vector<std::string>* names_;
};

/// “…” around words that hold no unpaired quotation mark and nothing that would end the sentence.
std::string quoted(std::string_view words);

/// What is said of the node as a whole, a sentence each: caps go with the rule they stand behind.
std::string cap_words(const cap& c, const phrasing& say);
/// 评为“不合格”且“上一年度考核结果”为“不合格”的，处理：“取消资格”.
std::string action_words(const action_rule& a, const phrasing& say);
std::vector<std::string> node_words(const model_node& n, const phrasing& say);

/// 其余舍去 and its like, in the order of `rounding`.
extern const char* const rounding_words[5];

}  // namespace fenze

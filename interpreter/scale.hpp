#pragma once
// When several words beside points are options of one choice.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

enum class scale_kind { none, degrees, bearer, terse };

/// degrees: one scale (很/比较/基本/不 + X; 优良中差; 完成/未完成; 一级/二级); bearer: values of which one bearer has only one (学历, 职称);
/// terse: short words that only the marks can tell apart; none: statements of their own.
scale_kind judge_scale(const std::vector<std::string>& options);

/// A word of a scale by itself: 优秀, 不合格, 三级, B级.
bool plain_degree(std::string_view option);

/// The option in the first clause's words: what stands behind the last comma, and from the degree word on.
/// 五年内无事故, 三年内无事故: the same words with another span of time, one within the other.
bool nested_windows(const std::vector<std::string>& options);

std::string option_of(std::string_view subject, const std::vector<std::string>& others);

/// 未…, 无…, 没有…, 否则: denies what stands in `affirmed`.
bool denies(std::string_view subject, const std::vector<std::string>& affirmed);
/// Denies it by its name: 未成立领导小组 and 成立领导小组, not 未到位 and 人员配备到位.
bool denies_by_name(std::string_view subject, std::string_view affirmed);
/// Says that the same thing is there, but wanting: 记录不完整 and 有值班记录.
bool falls_short_of(std::string_view subject, std::string_view affirmed);

}  // namespace fenze

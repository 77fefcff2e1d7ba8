#pragma once
// Which items people mean by a number, an id or words of a title.

#include <string_view>
#include <vector>

#include "interpreter/plan.hpp"

namespace fenze {

/// The first way of naming that finds anything: the document's own number (（二）, 二 and 2.3 without their dress), fenze's id, the title, words of the
/// title. Items below one that is found are left out.
std::vector<std::uint32_t> items_called(const plan& p, std::string_view words);

}  // namespace fenze

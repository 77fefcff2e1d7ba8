#pragma once
// 适用：联盟类别（产业技术创新联盟｜科技金融联盟）: sentences under one of these labels count only for that kind of unit.

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "dsl/tree.hpp"
#include "interpreter/model.hpp"

namespace fenze {

/// Adds the choice that the directive names, and leaves every rule under one of its labels without points for the other kinds. Errors: FZ154 where
/// there are no kinds, or a kind labels nothing.
void read_applies(const source& text, const directive& said, model& m, diagnostics& out);

}  // namespace fenze

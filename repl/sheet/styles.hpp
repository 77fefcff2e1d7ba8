#pragma once
// How cells show their numbers: what makes a number a date, a percent, or 35万元.

#include <string>
#include <string_view>
#include <vector>

namespace fenze {

struct cell_style {
    enum class shown { number, percent, date, moment, time } as = shown::number;  // moment: date and time of day
    std::string unit;                                                             // written behind the number by the format: 万元
};

/// What a number format makes of a number: 0.00% · yyyy"年"m"月"d"日" · 0"万元".
cell_style read_number_format(std::string_view format);

/// Styles by the index that cells carry, from the part xl/styles.xml.
std::vector<cell_style> read_styles(const std::string& xml);

}  // namespace fenze

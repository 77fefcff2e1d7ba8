#pragma once
// Elements of a workbook's parts by their own names, whatever prefix the writing program gave them.

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fenze {

/// "c" of x:c.
std::string_view local_name(const pugi::xml_node& node);
/// The first element of that name below, or none.
pugi::xml_node child(const pugi::xml_node& of, std::string_view name);
/// All elements of that name directly below.
std::vector<pugi::xml_node> elements(const pugi::xml_node& of, std::string_view name);
/// The attribute whose name without its prefix this is: r:id.
std::string_view attribute(const pugi::xml_node& of, std::string_view name);

/// Parses a part, keeping texts that are blanks alone; entities of a document type are never expanded.
bool load_part(pugi::xml_document& into, const std::string& xml);

/// Text of a string item or an inline string: its runs joined, without the readings of its characters.
std::string rich_text(const pugi::xml_node& of);
/// _x000D_ and its like, which stand for characters that XML does not carry.
std::string unescaped(std::string_view text);

}  // namespace fenze

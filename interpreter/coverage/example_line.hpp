#pragma once
// Facts and their result as an example: 发明专利授权 2件 → 《知识产权》 10分. Written in what the reader of examples understands, and read back.

#include <map>

#include "interpreter/coverage/search.hpp"
#include "interpreter/facts/bind.hpp"

namespace fenze {

class example_writer {
public:
    explicit example_writer(const plan& p) : plan_(p), index_(p) {}

    /// The words behind 例：; nothing where an example cannot say it, or says something else when it is read back.
    std::optional<std::string> write(const found_example& e);

private:
    const std::optional<std::string>& name_of(std::uint32_t fact, const number& value);
    std::optional<std::string> item_of(std::uint32_t node) const;

    const plan& plan_;
    fact_index index_;
    std::map<std::uint32_t, std::optional<std::string>> names_;
};

}  // namespace fenze

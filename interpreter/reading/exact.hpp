#pragma once
// Reads the canonical words of phrasing.hpp. A sentence counts only where it is such a sentence whole and its facts were asked for by 填报; all else
// is left to the grammar of documents.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dsl/source.hpp"
#include "interpreter/model.hpp"

namespace fenze {

class exact_reader {
public:
    exact_reader(const source& text, model& into) : text_(text), model_(into) {}

    /// Reads the paragraph into the node; false, with nothing changed, where some sentence of it is not canonical.
    bool read(span paragraph, std::size_t node);
    /// Finds the items that weights name by their numbers; to be called when all nodes are there.
    void settle();

    struct known_facts {
        std::map<std::pair<std::size_t, std::string>, std::size_t> in_node;
        std::map<std::string, std::size_t> anywhere;
    };
    struct named_share {
        std::size_t node = 0;  // whose weights; 0: the total's
        std::string path;      // 1.2
        std::optional<std::size_t> fact;
        number share;
        span at;
    };

private:
    const source& text_;
    model& model_;
    known_facts known_;
    std::vector<named_share> shares_;
};

}  // namespace fenze

#pragma once
// A connection to PostgreSQL. The only place that knows its client library; where the program was built without it, connecting says so.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace fenze {

class postgresql {
public:
    postgresql();
    ~postgresql();
    postgresql(const postgresql&) = delete;
    postgresql& operator=(const postgresql&) = delete;

    bool connect(const std::string& url, words& why);

    struct column {
        std::string name;
        enum class kind { exact, inexact, text, other } is = kind::other;
    };
    /// The columns of a result, without running the query; nothing and why where it is refused.
    std::optional<std::vector<column>> columns_of(const std::string& query, words& why);
    /// Carries out one statement.
    bool run(const std::string& statement, words& why);
    using row = std::vector<std::optional<std::string>>;
    /// Hands on one row after the other; stops where `each` says false.
    bool rows(const std::string& query, const std::function<bool(const row&)>& each, words& why);

private:
    struct connection;
    std::unique_ptr<connection> to_;
};

}  // namespace fenze

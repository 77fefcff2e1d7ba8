#include "repl/sql/postgresql.hpp"

#ifdef FENZE_POSTGRESQL
#include <libpq-fe.h>
#endif

namespace fenze {

#ifdef FENZE_POSTGRESQL

struct postgresql::connection {
    PGconn* of = nullptr;
    ~connection() { PQfinish(of); }
};

namespace {

using answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

words failure(const std::string& said) {
    auto text = said;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return {"数据库没有完成：" + text, "The database did not do it: " + text};
}

words failure(const PGresult* r) {
    const char* state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    if (state != nullptr && std::string(state) == "42P01")
        return {"数据库里没有这张表；不在公用模式里的表写成 模式.表。", "There is no such table; one outside the search path is written schema.table."};
    return failure(std::string(PQresultErrorMessage(r)));
}

bool good(const PGresult* r) {
    const auto status = PQresultStatus(r);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE;
}

/// Numbers of types as the server's catalogue fixes them.
postgresql::column::kind kind_of(Oid type) {
    using kind = postgresql::column::kind;
    switch (type) {
        case 20:    // int8
        case 21:    // int2
        case 23:    // int4
        case 1700:  // numeric
            return kind::exact;
        case 700:  // float4
        case 701:  // float8
            return kind::inexact;
        case 25:    // text
        case 1042:  // char(n)
        case 1043:  // varchar
            return kind::text;
        default:
            return kind::other;
    }
}

}  // namespace

postgresql::postgresql() : to_(std::make_unique<connection>()) {}
postgresql::~postgresql() = default;

bool postgresql::connect(const std::string& url, words& why) {
    to_->of = PQconnectdb(url.c_str());
    if (PQstatus(to_->of) == CONNECTION_OK && PQsetClientEncoding(to_->of, "UTF8") == 0) {
        PQsetNoticeProcessor(
            to_->of, [](void*, const char*) {}, nullptr);
        return true;
    }
    const std::string said = PQerrorMessage(to_->of);
    why = {"连不上数据库：" + said + "地址写成 postgresql://用户@主机:端口/库名；本机的库写 postgresql:///库名。",
        "Cannot connect to the database: " + said + "Write postgresql://user@host:port/database."};
    return false;
}

std::optional<std::vector<postgresql::column>> postgresql::columns_of(const std::string& query, words& why) {
    const answer prepared(PQprepare(to_->of, "", query.c_str(), 0, nullptr), &PQclear);
    if (!good(prepared.get())) return why = failure(prepared.get()), std::nullopt;
    const answer told(PQdescribePrepared(to_->of, ""), &PQclear);
    if (!good(told.get())) return why = failure(told.get()), std::nullopt;
    std::vector<column> all;
    for (int c = 0; c < PQnfields(told.get()); ++c) all.push_back({PQfname(told.get(), c), kind_of(PQftype(told.get(), c))});
    return all;
}

bool postgresql::run(const std::string& statement, words& why) {
    const answer done(PQexec(to_->of, statement.c_str()), &PQclear);
    if (good(done.get())) return true;
    why = failure(done.get());
    return false;
}

bool postgresql::rows(const std::string& query, const std::function<bool(const row&)>& each, words& why) {
    if (PQsendQuery(to_->of, query.c_str()) == 0 || PQsetSingleRowMode(to_->of) == 0) return why = failure(std::string(PQerrorMessage(to_->of))), false;
    bool fine = true, wanted = true;
    row values;
    while (PGresult* next = PQgetResult(to_->of)) {  // to the end, also after a failure: the connection wants it so
        const answer one(next, &PQclear);
        if (!good(next) && fine) why = failure(next), fine = false;
        for (int r = 0; fine && wanted && r < PQntuples(next); ++r) {
            values.resize(static_cast<std::size_t>(PQnfields(next)));
            for (int c = 0; c < PQnfields(next); ++c) {
                auto& value = values[static_cast<std::size_t>(c)];
                if (PQgetisnull(next, r, c) != 0) value.reset();
                else value = std::string(PQgetvalue(next, r, c), static_cast<std::size_t>(PQgetlength(next, r, c)));
            }
            wanted = each(values);
        }
    }
    return fine && wanted;
}

#else

struct postgresql::connection {};
postgresql::postgresql() = default;
postgresql::~postgresql() = default;

bool postgresql::connect(const std::string&, words& why) {
    why = {"这个 fenze 没有装配 PostgreSQL 的客户端库（libpq）；装好 libpq-dev 后重新编译，或者用 fenze sql 打印查询，自己在数据库里运行。",
        "This fenze was built without the client library of PostgreSQL (libpq); install libpq-dev and build again, or run what `fenze sql` prints."};
    return false;
}
std::optional<std::vector<postgresql::column>> postgresql::columns_of(const std::string&, words&) { return std::nullopt; }
bool postgresql::run(const std::string&, words&) { return false; }
bool postgresql::rows(const std::string&, const std::function<bool(const row&)>&, words&) { return false; }

#endif

}  // namespace fenze

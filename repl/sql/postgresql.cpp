#include "repl/sql/postgresql.hpp"

#ifdef FENZE_POSTGRESQL
#include <libpq-fe.h>

#include "repl/late_library.hpp"
#endif

namespace fenze {

#ifdef FENZE_POSTGRESQL

namespace {

/// The functions of libpq that are used. It brings two dozen libraries with it, whose loading takes longer than all else at the start of the program.
struct client_library {
    late_library file{FENZE_POSTGRESQL};
    decltype(PQclear)* clear = file.find<decltype(PQclear)>("PQclear");
    decltype(PQconnectdb)* connect = file.find<decltype(PQconnectdb)>("PQconnectdb");
    decltype(PQdescribePrepared)* describe_prepared = file.find<decltype(PQdescribePrepared)>("PQdescribePrepared");
    decltype(PQerrorMessage)* error_message = file.find<decltype(PQerrorMessage)>("PQerrorMessage");
    decltype(PQexec)* execute = file.find<decltype(PQexec)>("PQexec");
    decltype(PQfinish)* finish = file.find<decltype(PQfinish)>("PQfinish");
    decltype(PQfname)* field_name = file.find<decltype(PQfname)>("PQfname");
    decltype(PQftype)* field_type = file.find<decltype(PQftype)>("PQftype");
    decltype(PQgetResult)* get_result = file.find<decltype(PQgetResult)>("PQgetResult");
    decltype(PQgetisnull)* is_null = file.find<decltype(PQgetisnull)>("PQgetisnull");
    decltype(PQgetlength)* length = file.find<decltype(PQgetlength)>("PQgetlength");
    decltype(PQgetvalue)* value = file.find<decltype(PQgetvalue)>("PQgetvalue");
    decltype(PQnfields)* fields = file.find<decltype(PQnfields)>("PQnfields");
    decltype(PQntuples)* tuples = file.find<decltype(PQntuples)>("PQntuples");
    decltype(PQprepare)* prepare = file.find<decltype(PQprepare)>("PQprepare");
    decltype(PQresultErrorField)* result_error_field = file.find<decltype(PQresultErrorField)>("PQresultErrorField");
    decltype(PQresultErrorMessage)* result_error_message = file.find<decltype(PQresultErrorMessage)>("PQresultErrorMessage");
    decltype(PQresultStatus)* result_status = file.find<decltype(PQresultStatus)>("PQresultStatus");
    decltype(PQsendQuery)* send_query = file.find<decltype(PQsendQuery)>("PQsendQuery");
    decltype(PQsetClientEncoding)* set_client_encoding = file.find<decltype(PQsetClientEncoding)>("PQsetClientEncoding");
    decltype(PQsetNoticeProcessor)* set_notice_processor = file.find<decltype(PQsetNoticeProcessor)>("PQsetNoticeProcessor");
    decltype(PQsetSingleRowMode)* one_by_one = file.find<decltype(PQsetSingleRowMode)>("PQsetSingleRowMode");
    decltype(PQstatus)* status = file.find<decltype(PQstatus)>("PQstatus");
};

const client_library& libpq() {
    static const client_library loaded;
    return loaded;
}

}  // namespace

struct postgresql::connection {
    PGconn* of = nullptr;
    ~connection() {
        if (of != nullptr) libpq().finish(of);
    }
};

namespace {

using answer = std::unique_ptr<PGresult, decltype(PQclear)*>;

words failure(const std::string& said) {
    auto text = said;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    return {"数据库没有完成：" + text, "The database did not do it: " + text};
}

words failure(const PGresult* r) {
    const char* state = libpq().result_error_field(r, PG_DIAG_SQLSTATE);
    if (state != nullptr && std::string(state) == "42P01")
        return {"数据库里没有这张表；不在公用模式里的表写成 模式.表。", "There is no such table; one outside the search path is written schema.table."};
    return failure(std::string(libpq().result_error_message(r)));
}

bool good(const PGresult* r) {
    const auto status = libpq().result_status(r);
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
    if (!libpq().file.whole()) {
        why = {"没有 PostgreSQL 的客户端库（" FENZE_POSTGRESQL "）；装好它（Debian 的 libpq5），或者用 fenze sql 打印查询，自己在数据库里运行。",
            "The client library of PostgreSQL (" FENZE_POSTGRESQL ") is not there; install it (libpq5 in Debian), or run what `fenze sql` prints."};
        return false;
    }
    to_->of = libpq().connect(url.c_str());
    if (libpq().status(to_->of) == CONNECTION_OK && libpq().set_client_encoding(to_->of, "UTF8") == 0) {
        libpq().set_notice_processor(
            to_->of, [](void*, const char*) {}, nullptr);
        return true;
    }
    const std::string said = libpq().error_message(to_->of);
    why = {"连不上数据库：" + said + "地址写成 postgresql://用户@主机:端口/库名；本机的库写 postgresql:///库名。",
        "Cannot connect to the database: " + said + "Write postgresql://user@host:port/database."};
    return false;
}

std::optional<std::vector<postgresql::column>> postgresql::columns_of(const std::string& query, words& why) {
    const answer prepared(libpq().prepare(to_->of, "", query.c_str(), 0, nullptr), libpq().clear);
    if (!good(prepared.get())) return why = failure(prepared.get()), std::nullopt;
    const answer told(libpq().describe_prepared(to_->of, ""), libpq().clear);
    if (!good(told.get())) return why = failure(told.get()), std::nullopt;
    std::vector<column> all;
    for (int c = 0; c < libpq().fields(told.get()); ++c) all.push_back({libpq().field_name(told.get(), c), kind_of(libpq().field_type(told.get(), c))});
    return all;
}

bool postgresql::run(const std::string& statement, words& why) {
    const answer done(libpq().execute(to_->of, statement.c_str()), libpq().clear);
    if (good(done.get())) return true;
    why = failure(done.get());
    return false;
}

bool postgresql::rows(const std::string& query, const std::function<bool(const row&)>& each, words& why) {
    if (libpq().send_query(to_->of, query.c_str()) == 0 || libpq().one_by_one(to_->of) == 0)
        return why = failure(std::string(libpq().error_message(to_->of))), false;
    bool fine = true, wanted = true;
    row values;
    while (PGresult* next = libpq().get_result(to_->of)) {  // to the end, also after a failure: the connection wants it so
        const answer one(next, libpq().clear);
        if (!good(next) && fine) why = failure(next), fine = false;
        for (int r = 0; fine && wanted && r < libpq().tuples(next); ++r) {
            values.resize(static_cast<std::size_t>(libpq().fields(next)));
            for (int c = 0; c < libpq().fields(next); ++c) {
                auto& value = values[static_cast<std::size_t>(c)];
                if (libpq().is_null(next, r, c) != 0) value.reset();
                else value = std::string(libpq().value(next, r, c), static_cast<std::size_t>(libpq().length(next, r, c)));
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

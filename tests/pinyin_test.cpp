#include "repl/line/pinyin.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace fenze;

namespace {

// The names that fit, in their order, parted by blanks.
std::string found(std::string_view typed, const std::vector<std::string_view>& names) {
    std::string result;
    for (const auto i : matching_names(typed, names)) result += (result.empty() ? "" : " ") + std::string(names[i]);
    return result;
}

const std::vector<std::string_view> facts{"发明专利授权", "发明专利申请", "实用新型专利授权", "重大科技项目", "管理制度建设", "研发经费（万元）", "R&D人员",
    "女性科研人员", "3D打印设备", "西安分院"};

}  // namespace

TEST_CASE("names are found by their characters", "[pinyin]") {
    CHECK(found("发明", facts) == "发明专利授权 发明专利申请");
    CHECK(found("专利授权", facts) == "发明专利授权 实用新型专利授权");
    CHECK(found("研发经费(万元)", facts) == "研发经费（万元）");  // half width for full
    CHECK(found("研发经费万元", facts) == "研发经费（万元）");
    CHECK(found("r&d", facts) == "R&D人员");
    CHECK(found("3d", facts) == "3D打印设备");
    CHECK(found("没有", facts).empty());
    CHECK(matching_names("", facts).size() == facts.size());
    CHECK(name_match("发明", "") == 0);
    CHECK(name_match("\xff\xfe", "发明") == 0);
}

TEST_CASE("names are found by pinyin, its initials, or both", "[pinyin]") {
    if (!pinyin_known()) {
        CHECK(name_match("fmzl", "发明专利授权") == 0);  // built without the readings
        return;
    }
    CHECK(found("fmzl", facts) == "发明专利授权 发明专利申请");
    CHECK(found("fmzlsq", facts) == "发明专利授权 发明专利申请");  // 授权 and 申请 have the same initials
    CHECK(found("fmzlshouq", facts) == "发明专利授权");
    CHECK(found("fmzhuanli", facts) == "发明专利授权 发明专利申请");
    CHECK(found("faming", facts) == "发明专利授权 发明专利申请");
    CHECK(found("fa ming zhuan li shen", facts) == "发明专利申请");
    CHECK(found("famingzhuanlishe", facts) == "发明专利申请");  // the last syllable half typed
    CHECK(found("发明zlsh", facts) == "发明专利授权 发明专利申请");
    CHECK(found("FMZL", facts) == "发明专利授权 发明专利申请");
    CHECK(found("ｆｍｚｌ", facts) == "发明专利授权 发明专利申请");
    CHECK(found("xi'an", facts) == "西安分院 重大科技项目");  // or a xiang half typed
    CHECK(found("rdry", facts) == "R&D人员");
    CHECK(found("fmzx", facts).empty());
    CHECK(found("fmsq", facts) == "发明专利授权 发明专利申请");  // characters left out, where nothing fits as it is
    CHECK(found("发明授权", facts) == "发明专利授权");
    CHECK(found("yfwy", facts) == "研发经费（万元）");
    CHECK(name_match("fmsq", "发明专利授权") == 0);
}

TEST_CASE("zh, ch and sh are typed whole or as one letter, ü as v or u", "[pinyin]") {
    if (!pinyin_known()) return;
    CHECK(name_match("gzzd", "规章制度") != 0);
    CHECK(name_match("gzhzhd", "规章制度") != 0);
    CHECK(name_match("gzzhd", "规章制度") != 0);
    CHECK(name_match("nvx", "女性") != 0);
    CHECK(name_match("nux", "女性") != 0);
    CHECK(name_match("nüxing", "女性") != 0);
    CHECK(name_match("luse", "绿色") != 0);
    CHECK(name_match("lvse", "绿色") != 0);
    CHECK(name_match("lse", "绿色") != 0);
    CHECK(name_match("dvl", "独立") == 0);  // u is not ü
}

TEST_CASE("a character fits each of its readings", "[pinyin]") {
    if (!pinyin_known()) return;
    for (const auto typed : {"zhongdian", "zd", "chongdian", "cd"}) CHECK(name_match(typed, "重点") != 0);
    for (const auto typed : {"hangye", "hy", "xingye"}) CHECK(name_match(typed, "行业") != 0);
    CHECK(name_match("changjin", "长进") != 0);
    CHECK(name_match("zengzhang", "增长") != 0);
    CHECK(name_match("tongdian", "重点") == 0);  // a reading of old books alone
    CHECK(name_match("kj", "会计") != 0);
    CHECK(name_match("ln", "〇年") != 0);
}

TEST_CASE("beginnings come before words inside, plain before short, the whole name first", "[pinyin]") {
    CHECK(found("专利", {"发明专利", "专利授权", "专利"}) == "专利 专利授权 发明专利");
    if (!pinyin_known()) return;
    CHECK(found("zl", {"发明专利", "质量管理", "专利"}) == "专利 质量管理 发明专利");
    CHECK(found("zhuanli", {"专利授权数量", "专利", "发明专利", "专利数"}) == "专利 专利数 专利授权数量 发明专利");
    CHECK(found("jf", {"研发经费（万元）", "（经费）", "R&D经费"}) == "（经费） R&D经费 研发经费（万元）");
    CHECK(found("a", {"安全", "A类"}) == "A类 安全");
    CHECK(found("ct", {"PCT专利"}).empty());  // not within a word of letters
}

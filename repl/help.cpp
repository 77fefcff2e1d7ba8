#include "repl/options.hpp"

namespace fenze {

std::string help_text(bool zh) {
    if (zh)
        return R"(fenze（分则）：让评分文件直接可以执行。

用法：fenze 命令 评分文件 [选项]        “-”表示标准输入

命令
  read  评分文件                逐句列出是怎样理解的
  facts 评分文件                列出要填的事实
  score 评分文件 --facts 事实表  算分，说明每一分的来由
  check 评分文件…               检查，列出每个问题和改法
  test  评分文件…               验算文件中的“例：”
  fmt   评分文件…               整理格式；可改成公文或简写的说法，不改变意思
  repl  评分文件 [--facts 事实表] 试算：填一项事实，看得分怎样变
  diff  旧文件 新文件            两套规则逐句比较：相同、更严、更宽，附例子
  impact 旧文件 新文件 --facts 事实表  改规则影响哪些单位，各因哪几句
  goal  评分文件 目标            怎样最省地达到目标：优秀、85、2.3=10
  missing 评分文件              还缺哪些事实，哪一项最要紧
  why   评分文件 指标或事实      为什么是这个分，下一步差多少；也可写“总分”“等级”
  batch 评分文件 --facts 全体.csv --out 结果.csv  成批计算，百万条记录也可以

选项
  --facts 文件       事实表：JSON、JSON Lines、CSV 或“名称：值”的文本；可写多次，后面的优先
  --records 表=文件  一张记录表的 CSV；文件名就是表名的，直接写在 --facts 后面
  --as-of 日期       “上一个自然年度”“近三年”从哪一天算起，如 2021-03-01
  --require-evidence 没有材料的不计
  --materials        与 facts 同用：列出要交的材料
  --explain [指标]   逐句解释得分；可只解释一个指标（编号或名称）
  --format 格式      text（默认）、json、markdown；check 还有 sarif，impact、batch 还有 csv
  --rubric 名称      文件中有几套评分表时选一套：名称的一部分，或第几套
  --canonical        与 read 同用：输出规范写法的评分文件
  --strict           与 check 同用：有警告也返回1；与 batch 同用：遇错就停
  --coverage         与 test 同用：例子试到了哪些句子和界限，还差哪些
  --draft            与 test 同用：写出缺的例子，核对后加进文件
  --style 说法       与 fmt 同用：公文、简写；不写就不动用词
  --check            与 fmt 同用：只列出要改的文件，有就返回1
  --diff             与 fmt 同用：打印差别，不写文件
  --pair 旧事实=新事实  与 diff、impact 同用：按同一事实比较；一边空着就是没有对应
  --top 行数         与 impact 同用：表里列几家，默认20
  --lock 事实        与 goal 同用：这个事实不动；--free 事实：可增可减
  --step 事实=步长   与 goal 同用：这个事实每次动多少
  --costs 文件       与 goal 同用：每行“事实：每一步的代价”，或“事实：锁定”
  --plans 几个       与 goal 同用：给出几种不同的办法
  --curve            与 goal 同用：列出每多一分的代价
  --ends             与 missing 同用：列出最低分和最高分各是怎样填的
  --out 文件         与 batch 同用：结果写到哪里（.jsonl 或 .csv）；不写就打印
  --id 列名          与 batch 同用：哪一列说明是哪一家（默认编号、名称、单位……）
  --columns 指标     与 batch 同用：另列哪些指标的得分，用逗号隔开；“分项”是全部
  --ignore 列名      与 batch 同用：不是事实的列，用逗号隔开
  --threads 个数     与 batch 同用：用几个处理器（默认全部）
  --summary          与 batch 同用：打印总分、等级和各指标的分布
  --rank             与 batch 同用：按总分排名次，同分同名次
  --encoding 编码    utf-8、gb18030（默认自动识别）
  --lang zh|en       界面语言（默认看 LANG）
  --color 何时       auto（默认）、always、never
  --version, --help

例子
  fenze check 评分细则.fenze
  fenze check *.fenze --strict --format sarif
  fenze test 评分细则.fenze --coverage
  fenze test 评分细则.fenze --draft >> 评分细则.fenze
  fenze fmt 评分细则.fenze --style 公文 --diff
  fenze facts 评分细则.fenze
  fenze score 评分细则.fenze --facts 某某联盟.txt
  fenze score 评分细则.fenze --facts 某某联盟.txt --explain 4
  fenze score 评分细则.fenze --facts 全部单位.csv --format json
  fenze diff 旧.fenze 新.fenze
  fenze impact 旧.fenze 新.fenze --facts 全部单位.csv
  fenze goal 评分细则.fenze 优秀 --facts 某某联盟.txt --lock 发明专利
  fenze missing 评分细则.fenze --facts 某某联盟.txt
  fenze why 评分细则.fenze 总分 --facts 某某联盟.txt
  echo '发明专利：3件' | fenze score 评分细则.fenze --facts -

返回值：0 正常；1 评分文件或事实有错；2 用法不对；3 程序内部错误。
)";
    return R"(fenze: official scoring documents, executable.

usage: fenze COMMAND RUBRIC [options]        "-" is standard input

commands
  read  RUBRIC                how each sentence is understood
  facts RUBRIC                the facts that the rubric asks for
  score RUBRIC --facts FACTS  scores, with the reason for every point
  check RUBRIC...             every problem, and a way to mend it
  test  RUBRIC...             runs the examples (例：) of the file
  fmt   RUBRIC...             canonical layout; on request official or terse words, same meaning
  repl  RUBRIC [--facts FACTS] what-if: give a fact, see what it moves
  diff  OLD NEW               clause by clause: equal, stricter, laxer, with facts that show it
  impact OLD NEW --facts FACTS  whose score, grade and rank change, and because of which clauses
  goal  RUBRIC GOAL           the least change that reaches a grade, a total (85) or an item's points (2.3=10)
  missing RUBRIC              the facts still missing, the most telling first
  why   RUBRIC ITEM           why these points, and what the next step needs; ITEM may be a fact, 总分 or 等级
  batch RUBRIC --facts ALL.csv --out RESULTS.csv  a whole population, a million records too

options
  --facts FILE       facts as JSON, JSON Lines, CSV or "name: value" text; may be repeated, later files win
  --records T=FILE   a CSV file that is the table of records T; one named like its table may simply follow --facts
  --as-of DAY        the day from which 上一个自然年度 or 近三年 is counted, such as 2021-03-01
  --require-evidence nothing counts that has no material
  --materials        with facts: what is to be handed in
  --explain [ITEM]   reasons sentence by sentence, of one item if given (number or title)
  --format FORMAT    text (default), json, markdown; check also sarif, impact and batch also csv
  --rubric NAME      which rubric of a file: part of its title, or its number
  --canonical        with read: print the rubric in canonical words
  --strict           with check: warnings make exit status 1; with batch: stop at a bad record
  --coverage         with test: which clauses and boundaries the examples try
  --draft            with test: write the examples that are missing, to be confirmed
  --style STYLE      with fmt: 公文 (official) or 简写 (terse); left out, the words stay
  --check            with fmt: name the files that would change, exit status 1 if any
  --diff             with fmt: print the difference, write nothing
  --pair OLD=NEW     with diff, impact: facts that are one; one side empty: no counterpart
  --top N            with impact: rows of the table (20)
  --lock FACT        with goal: this fact stays; --free FACT: it may rise and fall
  --step FACT=STEP   with goal: by how much this fact moves at a time
  --costs FILE       with goal: lines "fact: cost of a step", or "fact: 锁定" (locked)
  --plans N          with goal: several different plans
  --curve            with goal: what every further point costs
  --ends             with missing: how the lowest and the highest total come about
  --out FILE         with batch: where the results go (.jsonl or .csv); left out: printed
  --id NAME          with batch: the column that says whose a record is
  --columns ITEMS    with batch: items whose points are wanted too, separated by commas; 分项 is all
  --ignore NAMES     with batch: columns that are no facts
  --threads N        with batch: processors to use (all)
  --summary          with batch: print the distribution of totals, grades and items
  --rank             with batch: ranks by total; equal totals have equal ranks
  --encoding NAME    utf-8, gb18030 (default: detected)
  --lang zh|en       language of messages (default: from LANG)
  --color WHEN       auto (default), always, never
  --version, --help

examples
  fenze check rubric.fenze
  fenze check *.fenze --strict --format sarif
  fenze test rubric.fenze --coverage
  fenze test rubric.fenze --draft >> rubric.fenze
  fenze fmt rubric.fenze --style official --diff
  fenze diff old.fenze new.fenze
  fenze impact old.fenze new.fenze --facts units.csv
  fenze score rubric.fenze --facts unit.json
  fenze score rubric.fenze --facts units.csv --format json
  fenze goal rubric.fenze 85 --facts unit.json --plans 3

exit status: 0 fine; 1 the rubric or the facts are wrong; 2 wrong use; 3 internal error.
)";
}

}  // namespace fenze

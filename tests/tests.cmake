# The unit tests (one Catch2 program) and the scripts that run the built program. A file that is not there is not registered.

enable_testing()

file(GLOB test_sources CONFIGURE_DEPENDS tests/*_test.cpp)
# Catch2's main takes ten seconds to compile: once, in a file of its own.
set_source_files_properties(tests/catch_main.cpp PROPERTIES COMPILE_OPTIONS -w)
add_executable(fenze_tests tests/catch_main.cpp ${test_sources})
target_compile_definitions(fenze_tests PRIVATE FENZE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" FENZE_TEST_REPL)
target_link_libraries(fenze_tests PRIVATE fenze_repl fmt::fmt Boost::headers nlohmann_json::nlohmann_json Catch2::Catch2
                                          PkgConfig::utf8proc)
add_test(NAME unit COMMAND fenze_tests WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(unit PROPERTIES TIMEOUT 900)

if(EXISTS ${CMAKE_SOURCE_DIR}/tests/reference/test_reference.py)
    add_test(NAME reference COMMAND python3 ${CMAKE_SOURCE_DIR}/tests/reference/test_reference.py)
endif()

# clauses.jsonl must be understood whole; of the others, which are samples of the open world, the share that is asked of them.
if(EXISTS ${CMAKE_SOURCE_DIR}/tests/tools/corpus.py)
    set(gate ${CMAKE_SOURCE_DIR}/tests/tools/corpus_gate.py)
    file(GLOB corpora CONFIGURE_DEPENDS tests/corpora/*.jsonl)
    foreach(file IN LISTS corpora)
        get_filename_component(name ${file} NAME_WE)
        set(least --core 85 --stretch 60)
        if(name STREQUAL "clauses")
            set(least)
        elseif(name STREQUAL "open")
            set(least --core 95 --stretch 60)
        endif()
        add_test(NAME corpus.${name} COMMAND python3 ${gate} --fenze $<TARGET_FILE:fenze> ${least} ${file})
        set_tests_properties(corpus.${name} PROPERTIES TIMEOUT 900)
    endforeach()
endif()

set(compare ${CMAKE_SOURCE_DIR}/tests/reference/compare.py)
if(EXISTS ${compare})
    file(GLOB rubrics CONFIGURE_DEPENDS stdlib-rubrics/*.fenze)
    foreach(file IN LISTS rubrics)
        get_filename_component(name ${file} NAME_WE)
        add_test(NAME compare.${name}
                 COMMAND python3 ${compare} --fenze $<TARGET_FILE:fenze> --rubric ${file} --count ${FENZE_COMPARE_COUNT})
        set_tests_properties(compare.${name} PROPERTIES TIMEOUT 900)
    endforeach()
endif()

# Mistakes planted in rubrics: how many of each kind check catches.
if(EXISTS ${CMAKE_SOURCE_DIR}/tests/tools/mutants.py)
    add_test(NAME mutants COMMAND python3 ${CMAKE_SOURCE_DIR}/tests/tools/mutants.py --fenze $<TARGET_FILE:fenze> --each 20 --gate)
    set_tests_properties(mutants PROPERTIES TIMEOUT 900)
endif()

# Random plans as queries, for tests/sql_test.py.
add_executable(fenze_sql_plans tests/sql_plans.cpp)
target_link_libraries(fenze_sql_plans PRIVATE fenze_interpreter nlohmann_json::nlohmann_json)

# The line editor alone, for tests/line/line_test.py.
add_executable(fenze_lines tests/line/lines.cpp)
target_link_libraries(fenze_lines PRIVATE fenze_repl)

# Any further script named *_test.py, in tests or a folder of it, is a test of the program: SCRIPT --fenze BIN.
file(GLOB_RECURSE scripts CONFIGURE_DEPENDS tests/*_test.py)
foreach(file IN LISTS scripts)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/tests ${file})
    add_test(NAME ${name} COMMAND python3 ${file} --fenze $<TARGET_FILE:fenze> WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT 900)
endforeach()

#include "repl/late_library.hpp"

#include <dlfcn.h>

namespace fenze {

late_library::late_library(const char* name) : library_(dlopen(name, RTLD_NOW | RTLD_LOCAL)), whole_(library_ != nullptr) {}

void* late_library::address(const char* name) {
    void* const found = library_ != nullptr ? dlsym(library_, name) : nullptr;
    if (found == nullptr) whole_ = false;
    return found;
}

}  // namespace fenze

#pragma once
// A library that is loaded when it is first needed: what few runs use, with all that it needs in turn, does not slow down the start of the others.

namespace fenze {

class late_library {
public:
    /// Loads it, for as long as the program runs.
    explicit late_library(const char* name);

    /// False where it could not be loaded, or lacked something that was looked for.
    [[nodiscard]] bool whole() const { return whole_; }
    template <typename Function>
    Function* find(const char* name) {
        return reinterpret_cast<Function*>(address(name));
    }

private:
    void* address(const char* name);

    void* library_;
    bool whole_;
};

}  // namespace fenze

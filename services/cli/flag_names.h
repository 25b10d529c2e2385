#ifndef GOUJI_SERVICES_CLI_FLAG_NAMES_H_
#define GOUJI_SERVICES_CLI_FLAG_NAMES_H_

#include <map>
#include <string>
#include <utility>

#include "CLI/CLI.hpp"

namespace gouji::cli {

// Turns the names of a flag's values into them, and refuses others; the names stand in the type name of the flag.
template <typename Value>
CLI::CheckedTransformer Names(std::map<std::string, Value> names) {
  CLI::CheckedTransformer transformer(std::move(names));
  transformer.description("");
  return transformer;
}

}  // namespace gouji::cli

#endif  // GOUJI_SERVICES_CLI_FLAG_NAMES_H_

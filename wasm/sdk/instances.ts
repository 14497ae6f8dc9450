/**
 * Parts of the standard library that are the same in every program that uses them, but are templates, so that clang makes them anew in each: seconds for
 * `std::format` and `std::regex`. The precompiled header says that they are elsewhere (`extern template`), and the SDK has them compiled.
 *
 * Only what libc++ does not declare `inline` can be kept from a program in that way; what is below it is then never looked at.
 */
const TEXT = 'std::back_insert_iterator<std::string>';
const PIECE = 'std::sub_match<const char*>';
const SEARCHED = `const char*, const char*, std::match_results<const char*, std::allocator<${PIECE}>>&, std::regex_constants::match_flag_type`;

const INSTANCES = [
  `${TEXT} std::__vformat_to(${TEXT}, std::string_view, std::format_args)`,
  'void std::basic_regex<char>::__init(const char*, const char*)',
  'void std::basic_regex<char>::__init(std::string::const_iterator, std::string::const_iterator)',
  `bool std::basic_regex<char>::__search(${SEARCHED}) const`,
  `bool std::basic_regex<char>::__match_at_start(${SEARCHED}, bool) const`,
];

/** For the end of the precompiled header. */
export const DECLARED_INSTANCES = INSTANCES.map((instance) => `extern template ${instance};\n`).join('');
/** A source of its own, behind that header. */
export const DEFINED_INSTANCES = INSTANCES.map((instance) => `template ${instance};\n`).join('');

/** The SDK's file with them. */
export const INSTANCES_FILE = 'instances.o';

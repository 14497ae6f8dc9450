/// @file
/// What nearly every test includes: compiled once (TestPrograms.cmake), since it takes longer than most tests themselves.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <asyncio.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

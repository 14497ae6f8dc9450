/// @file
/// Nothing: CMake makes a precompiled header with a source that uses it.

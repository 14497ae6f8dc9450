/// @file
/// What comes before the first function of a program's own, in its main instance and in those of its workers.
#pragma once

/// Initialises the program's globals, and sees to it that the host is told how the program ends.
extern "C" void tulip_begin();

/// @file
/// What comes before the first function of a program's own, in its main instance and in those of its workers.
#pragma once

/// Initialises the program's globals, and has what ends it told to the host.
extern "C" void tulip_begin();

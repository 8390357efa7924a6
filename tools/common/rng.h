/* rng.h - the tools draw from the learning library's generator. */
#include "../../core/learn/rng.h"

/* precision.h - which arithmetic mode a run uses. */
#ifndef TRAIN_PRECISION_H
#define TRAIN_PRECISION_H
#include "../../core/learn/hrm_learn.h"

/* The mode of that name, "f32" for the best float32 one, or for "auto" the one that is quickest on the shape of this
 * run, measured on the team's threads; a run that goes on from a state keeps its storage of z. What was measured goes
 * to standard output. Ends the program when there is no such mode. settings->mode is not read. */
uint32_t precision_mode(const char *name, const hrm_learn_options *settings, const hrm_team *team,
                        const hrm_learn_state *state);
/* Asks the system for leave to use AMX tiles; false where it refuses or the processor has none. */
bool amx_permitted(void);

#endif

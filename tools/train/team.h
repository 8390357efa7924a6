/* team.h - a fixed set of threads, as the library and the core use them. */
#ifndef TRAIN_TEAM_H
#define TRAIN_TEAM_H
#include "../../core/hrm.h"

/* threads, up to HRM_MAX_THREADS, counts the caller's own; 0 means one for every core. Ends the program when a thread
 * cannot be started. */
hrm_team *team_new(unsigned threads);
void team_free(hrm_team *team);

#endif

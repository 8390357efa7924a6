/* commands.h - what hrm-train does; each returns the process's exit code. */
#ifndef TRAIN_COMMANDS_H
#define TRAIN_COMMANDS_H
#include "options.h"

int command_train(const options *o);
int command_eval(const options *o);
int command_export(const options *o);

#endif

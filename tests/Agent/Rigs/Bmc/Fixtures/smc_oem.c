#include <stdio.h>
#include <string.h>
#include <OpenIPMI/ipmi_msgbits.h>
#include <OpenIPMI/mcserv.h>
#include <OpenIPMI/serv.h>
static unsigned char mode = 1, duty[2] = {50, 50};
static char path[256];
static void save(void) {
  FILE *f; if (!path[0] || !(f = fopen(path, "w"))) return;
  fprintf(f, "mode=%d duty0=%d duty1=%d\n", mode, duty[0], duty[1]); fclose(f);
}
/* Supermicro: 0x30 0x45 00 -> get mode; 0x30 0x45 01 MM -> set mode */
static void fan_mode(lmc_data_t *mc, msg_t *m, unsigned char *r, unsigned int *rl, void *cb) {
  if (m->len < 1) { r[0] = 0xc7; *rl = 1; return; }
  if (m->data[0] == 0) { r[0] = 0; r[1] = mode; *rl = 2; return; }
  if (m->data[0] == 1 && m->len >= 2 && m->data[1] <= 4) { mode = m->data[1]; save(); r[0] = 0; *rl = 1; return; }
  r[0] = 0xcc; *rl = 1;
}
/* Supermicro: 0x30 0x70 0x66 00 ZZ -> get duty; 0x66 01 ZZ DD -> set duty */
static void fan_duty(lmc_data_t *mc, msg_t *m, unsigned char *r, unsigned int *rl, void *cb) {
  if (m->len < 3 || m->data[0] != 0x66 || m->data[2] > 1) { r[0] = 0xcc; *rl = 1; return; }
  if (m->data[1] == 0) { r[0] = 0; r[1] = duty[m->data[2]]; *rl = 2; return; }
  if (m->len < 4 || m->data[3] > 100) { r[0] = 0xcc; *rl = 1; return; }
  duty[m->data[2]] = m->data[3]; save(); r[0] = 0; *rl = 1;
}
/* DCMI: Get Power Reading (group 0xdc, mode 1): current, minimum, maximum, average watts, time, period, state active */
static void power(lmc_data_t *mc, msg_t *m, unsigned char *r, unsigned int *rl, void *cb) {
  static const unsigned char reading[] = {0xe0, 0x00, 0x12, 0x00, 0xb6, 0x01, 0xde, 0x00, 0, 0, 0, 0, 0xe8, 0x03, 0, 0, 0x40};
  if (m->cmd != 0x02 || m->len < 1) { r[0] = 0xc1; *rl = 1; return; }
  r[0] = 0; r[1] = 0xdc; memcpy(r + 2, reading, sizeof(reading)); *rl = 2 + sizeof(reading);
}
int ipmi_sim_module_print_version(sys_data_t *sys, char *o) { printf("smc_oem 1\n"); return 0; }
int ipmi_sim_module_init(sys_data_t *sys, const char *o) {
  if (o) { strncpy(path, o, sizeof(path) - 1); }
  ipmi_emu_register_cmd_handler(0x30, 0x45, fan_mode, sys);
  ipmi_emu_register_cmd_handler(0x30, 0x70, fan_duty, sys);
  ipmi_emu_register_group_extension_handler(0xdc, power, sys);
  save(); return 0;
}

// A stand-in for NVIDIA's management library, with the published signatures. It answers from the text file that lies beside
// the library and has its name and ".txt". A line is one answer; the file is read again when it changes:
//
//   nvmlSystemGetDriverVersion=0 550.54.15
//   GPU.FUNCTION=CODE VALUE...            0.nvmlDeviceGetPowerUsage=0 71500
//   GPU.FUNCTION(ARGUMENTS)=CODE VALUE... 0.nvmlDeviceGetClockInfo(2)=0 9501
//   0.field(82)=0 1 88                    a field's code, type (0 double, 1 32 bits, 3 64 bits) and value
//   0.field(202:3)=0 3 1048576            the same with a scope
//   0/1.FUNCTION=...                      part 1 of card 0 (MIG)
//   event.N=GPU TYPE DATA                 what the Nth wait for an event returns, from 0
//   FUNCTION=hang                         blocks until the file says otherwise
//
// A function without a line answers 3, not supported. Compiled with -DOLD it is a library of about 2015.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OK = 0, INVALID_ARGUMENT = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, TIMED_OUT = 10 };

typedef unsigned int u32;
typedef unsigned long long u64;
typedef void *Device;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char *text;
static struct timespec read_at;
static ino_t file_read;

static const char *path(void) {
  static char own[4096];
  Dl_info info;
  if (!own[0] && dladdr((void *)path, &info)) snprintf(own, sizeof own, "%s.txt", info.dli_fname);
  return own;
}

static void refresh(void) {
  struct stat now;
  if (stat(path(), &now) != 0) return;
  if (text && now.st_mtim.tv_sec == read_at.tv_sec && now.st_mtim.tv_nsec == read_at.tv_nsec && now.st_ino == file_read) return;
  FILE *file = fopen(path(), "r");
  if (!file) return;
  char *newer = calloc(1, now.st_size + 2);
  newer[0] = '\n';
  size_t length = fread(newer + 1, 1, now.st_size, file);
  newer[length + 1] = 0;
  fclose(file);
  free(text);
  text = newer;
  read_at = now.st_mtim;
  file_read = now.st_ino;
}

// Copies what stands after "key=" on its line; 0 where there is no such line.
static int find(const char *key, char *answer, size_t room) {
  char start[256];
  int found = 0;
  snprintf(start, sizeof start, "\n%s=", key);
  pthread_mutex_lock(&lock);
  refresh();
  char *at = text ? strstr(text, start) : NULL;
  if (at) {
    at += strlen(start);
    size_t length = strcspn(at, "\n");
    if (length >= room) length = room - 1;
    memcpy(answer, at, length);
    answer[length] = 0;
    found = 1;
  }
  pthread_mutex_unlock(&lock);
  return found;
}

// The code of an answer; the values are left in `values`.
static int ask(const char *key, char values[1024]) {
  char answer[1024];
  values[0] = 0;
  while (1) {
    if (!find(key, answer, sizeof answer)) return NOT_SUPPORTED;
    if (strcmp(answer, "hang") != 0) break;
    usleep(2000);
  }
  char *end;
  long code = strtol(answer, &end, 10);
  strcpy(values, *end == ' ' ? end + 1 : end);
  return (int)code;
}

static const char *name_of(Device device, char name[32]) {
  u64 number = (u64)device;
  if (number >> 8) snprintf(name, 32, "%llu/%llu", (number & 0xff) - 1, (number >> 8) - 1);
  else snprintf(name, 32, "%llu", number - 1);
  return name;
}

static int ask_device(Device device, const char *function, const char *arguments, char values[1024]) {
  char key[256], name[32];
  snprintf(key, sizeof key, "%s.%s%s", name_of(device, name), function, arguments);
  return ask(key, values);
}

static int number_of(Device device, const char *function, const char *arguments, u32 *value) {
  char values[1024];
  int code = ask_device(device, function, arguments, values);
  if (code == OK) *value = strtoul(values, NULL, 10);
  return code;
}

static int long_of(Device device, const char *function, const char *arguments, u64 *value) {
  char values[1024];
  int code = ask_device(device, function, arguments, values);
  if (code == OK) *value = strtoull(values, NULL, 0);
  return code;
}

static int two_of(Device device, const char *function, u32 *first, u32 *second) {
  char values[1024];
  int code = ask_device(device, function, "", values);
  if (code == OK) sscanf(values, "%u %u", first, second);
  return code;
}

static int text_of(int code, const char *values, char *buffer, u32 length) {
  if (code != OK) return code;
  if (strlen(values) >= length) return INSUFFICIENT_SIZE;
  strcpy(buffer, values);
  return OK;
}

#define TEXT(function) \
  int function(Device device, char *buffer, u32 length) { \
    char values[1024]; \
    int code = ask_device(device, #function, "", values); \
    return text_of(code, values, buffer, length); \
  }
#define NUMBER(function) \
  int function(Device device, u32 *value) { return number_of(device, #function, "", value); }
#define LONG(function) \
  int function(Device device, u64 *value) { return long_of(device, #function, "", value); }
#define TWO(function) \
  int function(Device device, u32 *first, u32 *second) { return two_of(device, #function, first, second); }
#define NUMBER_BY(function) \
  int function(Device device, u32 argument, u32 *value) { \
    char arguments[32]; \
    snprintf(arguments, sizeof arguments, "(%u)", argument); \
    return number_of(device, #function, arguments, value); \
  }
#define PROCESSES(function) \
  int function(Device device, u32 *count, struct Process *processes) { return processes_of(device, #function, count, processes); }

struct Pci { char old[16]; u32 domain, bus, device, id, subsystem; char bus_id[32]; };
struct Utilization { u32 gpu, memory; };
struct Memory { u64 total, free, used; };
struct MemoryV2 { u32 version; u64 total, reserved, free, used; };
struct Process { u32 pid; u64 memory; u32 instance, compute_instance; };
struct Field { u32 id, scope; long long timestamp, latency; u32 type, code; union { double d; u32 u; u64 l; } value; };
struct Event { Device device; u64 type, data; u32 instance, compute_instance; };
struct Three { u32 version, argument, value; };

static int handle_of(u32 index, const char *function, Device *device) {
  char key[64], values[1024];
  u32 count = 0;
  int code = ask("nvmlDeviceGetCount", values);
  if (code == OK) count = strtoul(values, NULL, 10);
  if (index >= count) return INVALID_ARGUMENT;
  snprintf(key, sizeof key, "%u.%s", index, function);
  code = ask(key, values);
  if (code == NOT_SUPPORTED) code = OK;
  *device = (Device)(u64)(index + 1);
  return code;
}

static int plain(const char *key) {
  char values[1024];
  int code = ask(key, values);
  return code == NOT_SUPPORTED ? OK : code;
}

static int count_of(u32 *count) {
  char values[1024];
  int code = ask("nvmlDeviceGetCount", values);
  if (code == OK) *count = strtoul(values, NULL, 10);
  return code;
}

__attribute__((unused)) static int processes_of(Device device, const char *function, u32 *count, struct Process *processes) {
  char values[1024];
  int code = ask_device(device, function, "", values);
  if (code != OK) return code;
  u32 found = 0, room = *count;
  char *rest = values;
  for (char *each; (each = strsep(&rest, " ")) != NULL;) {
    struct Process process = {0, ~0ull, ~0u, ~0u};
    if (sscanf(each, "%u:%llu:%u", &process.pid, &process.memory, &process.instance) < 1) continue;
    if (found < room) processes[found] = process;
    found++;
  }
  *count = found;
  return found > room ? INSUFFICIENT_SIZE : OK;
}

static int wait_for(struct Event *event, u32 milliseconds) {
  static int next;
  for (u32 waited = 0; waited < milliseconds; waited += 2) {
    char key[32], values[1024];
    unsigned gpu;
    snprintf(key, sizeof key, "event.%d", next);
    if (find(key, values, sizeof values)) {
      next++;
      if (sscanf(values, "code %u", &gpu) == 1) return gpu;
      sscanf(values, "%u %llx %llu", &gpu, &event->type, &event->data);
      event->device = (Device)(u64)(gpu + 1);
      event->instance = event->compute_instance = ~0u;
      return OK;
    }
    usleep(2000);
  }
  return TIMED_OUT;
}

int nvmlSystemGetDriverVersion(char *buffer, u32 length) {
  char values[1024];
  int code = ask("nvmlSystemGetDriverVersion", values);
  return text_of(code, values, buffer, length);
}

TEXT(nvmlDeviceGetUUID)
TEXT(nvmlDeviceGetName)
TEXT(nvmlDeviceGetSerial)
TEXT(nvmlDeviceGetVbiosVersion)
NUMBER(nvmlDeviceGetPowerUsage)
NUMBER(nvmlDeviceGetEnforcedPowerLimit)
NUMBER(nvmlDeviceGetPowerManagementDefaultLimit)
NUMBER(nvmlDeviceGetPerformanceState)
NUMBER(nvmlDeviceGetCurrPcieLinkGeneration)
NUMBER(nvmlDeviceGetCurrPcieLinkWidth)
NUMBER(nvmlDeviceGetMaxPcieLinkGeneration)
NUMBER(nvmlDeviceGetMaxPcieLinkWidth)
NUMBER(nvmlDeviceGetRetiredPagesPendingStatus)
NUMBER_BY(nvmlDeviceGetTemperature)
NUMBER_BY(nvmlDeviceGetTemperatureThreshold)
NUMBER_BY(nvmlDeviceGetClockInfo)
NUMBER_BY(nvmlDeviceGetMaxClockInfo)
NUMBER_BY(nvmlDeviceGetNvLinkState)
NUMBER_BY(nvmlDeviceGetPcieThroughput)
TWO(nvmlDeviceGetEncoderUtilization)
TWO(nvmlDeviceGetDecoderUtilization)
TWO(nvmlDeviceGetPowerManagementLimitConstraints)
TWO(nvmlDeviceGetEccMode)
LONG(nvmlDeviceGetCurrentClocksThrottleReasons)
LONG(nvmlDeviceGetSupportedEventTypes)

int nvmlDeviceGetUtilizationRates(Device device, struct Utilization *utilization) {
  return two_of(device, "nvmlDeviceGetUtilizationRates", &utilization->gpu, &utilization->memory);
}

int nvmlDeviceGetMemoryInfo(Device device, struct Memory *memory) {
  char values[1024];
  int code = ask_device(device, "nvmlDeviceGetMemoryInfo", "", values);
  if (code == OK) sscanf(values, "%llu %llu %llu", &memory->total, &memory->free, &memory->used);
  return code;
}

int nvmlDeviceGetBAR1MemoryInfo(Device device, struct Memory *memory) {
  char values[1024];
  int code = ask_device(device, "nvmlDeviceGetBAR1MemoryInfo", "", values);
  if (code == OK) sscanf(values, "%llu %llu %llu", &memory->total, &memory->free, &memory->used);
  return code;
}

int nvmlDeviceGetTotalEccErrors(Device device, u32 type, u32 counter, u64 *count) {
  char arguments[32];
  snprintf(arguments, sizeof arguments, "(%u,%u)", type, counter);
  return long_of(device, "nvmlDeviceGetTotalEccErrors", arguments, count);
}

int nvmlDeviceGetRetiredPages(Device device, u32 cause, u32 *count, u64 *addresses) {
  char arguments[32];
  u32 room = *count, found = 0;
  snprintf(arguments, sizeof arguments, "(%u)", cause);
  int code = number_of(device, "nvmlDeviceGetRetiredPages", arguments, &found);
  if (code != OK) return code;
  *count = found;
  return found > room ? INSUFFICIENT_SIZE : OK;
}

int nvmlEventSetCreate(Device *set) { *set = (Device)1; return plain("nvmlEventSetCreate"); }
int nvmlEventSetFree(Device set) { return OK; }

int nvmlDeviceRegisterEvents(Device device, u64 types, Device set) {
  char name[32], key[64];
  snprintf(key, sizeof key, "%s.nvmlDeviceRegisterEvents", name_of(device, name));
  return plain(key);
}

#ifdef OLD
int nvmlInit(void) { return plain("nvmlInit"); }
int nvmlDeviceGetCount(u32 *count) { return count_of(count); }
int nvmlDeviceGetHandleByIndex(u32 index, Device *device) { return handle_of(index, "nvmlDeviceGetHandleByIndex", device); }
int nvmlEventSetWait(Device set, struct Event *event, u32 milliseconds) {
  struct Event newer = {0};
  int code = wait_for(&newer, milliseconds);
  memcpy(event, &newer, 24); // The structure ended here then.
  return code;
}
#else
int nvmlInit_v2(void) { return plain("nvmlInit"); }
int nvmlDeviceGetCount_v2(u32 *count) { return count_of(count); }
int nvmlDeviceGetHandleByIndex_v2(u32 index, Device *device) { return handle_of(index, "nvmlDeviceGetHandleByIndex", device); }
int nvmlEventSetWait_v2(Device set, struct Event *event, u32 milliseconds) { return wait_for(event, milliseconds); }

int nvmlSystemGetCudaDriverVersion_v2(int *version) {
  char values[1024];
  int code = ask("nvmlSystemGetCudaDriverVersion", values);
  if (code == OK) *version = atoi(values);
  return code;
}

TWO(nvmlDeviceGetJpgUtilization)
TWO(nvmlDeviceGetOfaUtilization)
TWO(nvmlDeviceGetMigMode)
LONG(nvmlDeviceGetTotalEnergyConsumption)
LONG(nvmlDeviceGetCurrentClocksEventReasons)
NUMBER(nvmlDeviceGetNumFans)
NUMBER(nvmlDeviceGetMaxMigDeviceCount)
NUMBER(nvmlDeviceGetGpuInstanceId)
NUMBER_BY(nvmlDeviceGetFanSpeed_v2)
PROCESSES(nvmlDeviceGetComputeRunningProcesses_v3)
PROCESSES(nvmlDeviceGetGraphicsRunningProcesses_v3)

int nvmlDeviceGetPciInfo_v3(Device device, struct Pci *pci) {
  char values[1024];
  int code = ask_device(device, "nvmlDeviceGetPciInfo_v3", "", values);
  if (code != OK) return code;
  memset(pci, 0, sizeof *pci);
  snprintf(pci->bus_id, sizeof pci->bus_id, "%.31s", values);
  sscanf(values, "%x:%x:%x", &pci->domain, &pci->bus, &pci->device);
  return OK;
}

int nvmlDeviceGetMemoryInfo_v2(Device device, struct MemoryV2 *memory) {
  char values[1024];
  if (memory->version != (sizeof *memory | 2 << 24)) return 25;
  int code = ask_device(device, "nvmlDeviceGetMemoryInfo_v2", "", values);
  if (code == OK) sscanf(values, "%llu %llu %llu %llu", &memory->total, &memory->reserved, &memory->free, &memory->used);
  return code;
}

int nvmlDeviceGetTemperatureV(Device device, struct Three *temperature) {
  char arguments[32];
  if (temperature->version != (sizeof *temperature | 1 << 24)) return 25;
  snprintf(arguments, sizeof arguments, "(%u)", temperature->argument);
  return number_of(device, "nvmlDeviceGetTemperatureV", arguments, &temperature->value);
}

int nvmlDeviceGetFanSpeedRPM(Device device, struct Three *speed) {
  char arguments[32];
  if (speed->version != (sizeof *speed | 1 << 24)) return 25;
  snprintf(arguments, sizeof arguments, "(%u)", speed->argument);
  return number_of(device, "nvmlDeviceGetFanSpeedRPM", arguments, &speed->value);
}

int nvmlDeviceGetMemoryErrorCounter(Device device, u32 type, u32 counter, u32 location, u64 *count) {
  char arguments[48];
  snprintf(arguments, sizeof arguments, "(%u,%u,%u)", type, counter, location);
  return long_of(device, "nvmlDeviceGetMemoryErrorCounter", arguments, count);
}

int nvmlDeviceGetNvLinkErrorCounter(Device device, u32 link, u32 counter, u64 *count) {
  char arguments[32];
  snprintf(arguments, sizeof arguments, "(%u,%u)", link, counter);
  return long_of(device, "nvmlDeviceGetNvLinkErrorCounter", arguments, count);
}

int nvmlDeviceGetRemappedRows(Device device, u32 *corrected, u32 *uncorrected, u32 *pending, u32 *failed) {
  char values[1024];
  int code = ask_device(device, "nvmlDeviceGetRemappedRows", "", values);
  if (code == OK) sscanf(values, "%u %u %u %u", corrected, uncorrected, pending, failed);
  return code;
}

int nvmlDeviceGetMigDeviceHandleByIndex(Device device, u32 index, Device *part) {
  char arguments[32];
  u32 exists;
  snprintf(arguments, sizeof arguments, "(%u)", index);
  int code = number_of(device, "nvmlDeviceGetMigDeviceHandleByIndex", arguments, &exists);
  if (code == NOT_SUPPORTED) return NOT_FOUND;
  *part = (Device)((u64)device | (u64)(index + 1) << 8);
  return code;
}

int nvmlDeviceGetFieldValues(Device device, int count, struct Field *fields) {
  for (int i = 0; i < count; i++) {
    char arguments[48], values[1024];
    struct Field *field = &fields[i];
    if (field->scope) snprintf(arguments, sizeof arguments, "(%u:%d)", field->id, (int)field->scope);
    else snprintf(arguments, sizeof arguments, "(%u)", field->id);
    int code = ask_device(device, "field", arguments, values), used = 0;
    field->code = code;
    if (code != OK) continue;
    sscanf(values, "%u %n", &field->type, &used);
    if (field->type == 0) field->value.d = strtod(values + used, NULL);
    else if (field->type == 1) field->value.u = strtoul(values + used, NULL, 10);
    else field->value.l = strtoull(values + used, NULL, 10);
  }
  return OK;
}
#endif

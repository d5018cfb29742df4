-- grains.db as version 0.1 wrote it: three clients, one of them revoked, a token with three uses left, a dashboard,
-- and a retention.
BEGIN TRANSACTION;
CREATE TABLE grain_state (
    grain_type TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (grain_type, key, name)
) WITHOUT ROWID;
INSERT INTO "grain_state" VALUES('accounts','the/only','accounts','{"Accounts":{"admin":{"User":"admin","PasswordHash":"AQAAAAIAAYagAAAAEAABAgMEBQYHCAkKCwwNDg/zl0Gg/Bv5J69QZUn9A8ejuoklU8GInevKmLbYuY34Ug==","Role":"admin"}}}',1);
INSERT INTO "grain_state" VALUES('client','client/olf9khfohor8','client','{"Facts":{"HostName":"gpu-17","MachineId":"0123456789abcdef0123456789abcdef","OperatingSystem":"Debian GNU/Linux 12 (bookworm)","Kernel":"6.1.0-28-amd64","Architecture":"x86_64","CpuModel":"AMD EPYC 7763 64-Core Processor","CpuCores":128,"MemoryBytes":540000000000,"BoardVendor":null,"BoardModel":null,"Drives":[{"Device":"nvme0n1","Model":"SAMSUNG MZQL23T8HCLS","SizeBytes":3840755982336,"Rotational":false,"Serial":"S64HNE0T000000","Firmware":"GDC5302Q","Interface":"NVMe"}],"AgentVersion":"0.1.0","BootId":"01234567-89ab-cdef-0123-456789abcdef","BootTime":1796000000000,"SystemVendor":null,"SystemModel":null,"SystemSerial":null,"BiosVersion":null,"NvidiaDriver":null,"CudaVersion":null,"Gpus":null,"Bmc":null,"Frus":null,"VastMachineId":null,"VastPortRange":null,"ContainerEngine":null,"Collectors":[{"Name":"cpu","State":"up","Reason":null},{"Name":"zfs","State":"absent","Reason":"this machine has no ZFS pool"},{"Name":"ipmi","State":"down","Reason":"the BMC does not answer"}]}}',1);
INSERT INTO "grain_state" VALUES('dashboardcontent','dashboard/6aebju8mgy6o','dashboard','{"Content":"{\u0022panels\u0022:[{\u0022title\u0022:\u0022x\u0022}]}"}',1);
INSERT INTO "grain_state" VALUES('dashboards','the/only','dashboards','{"Dashboards":{"6aebju8mgy6o":{"Id":"6aebju8mgy6o","Name":"My board","Owner":"admin","Shared":true,"Changed":1796063158131,"Version":1}}}',1);
INSERT INTO "grain_state" VALUES('fleet','the/only','fleet','{"Clients":{"olf9khfohor8":{"Id":"olf9khfohor8","Name":"gpu-17","EnrolledAt":1796063141063,"Tags":[],"RevokedAt":null,"Group":null},"errrp9dnhyu4":{"Id":"errrp9dnhyu4","Name":"gpu-18","EnrolledAt":1796063156029,"Tags":["spare","gpu"],"RevokedAt":null,"Group":"Hall 3"},"e5irij0h2ozq":{"Id":"e5irij0h2ozq","Name":"gpu-19","EnrolledAt":1796063157606,"Tags":["rack-1"],"RevokedAt":1796063157997,"Group":"Hall 2"}},"Tokens":{"77372700c9bb056f63cf950cb8dc4d975ed6d41967cc4e03d524fbe5ebe97c37":{"ExpiresAt":4102444800000,"UsesLeft":3,"Tags":["rack-1"],"Group":"Hall 2"}}}',7);
INSERT INTO "grain_state" VALUES('settings','the/only','settings','{"Thresholds":{},"Retention":{"Raw":"40.00:00:00","FiveMinutes":null,"OneHour":null,"Events":null,"Processes":null,"MaxMegabytes":null,"MinFreeMegabytes":null}}',1);
COMMIT;

using System.Runtime.InteropServices;

namespace Dcmon.Agent.Collectors.Gpu.Nvml;

/// <summary>
/// NVIDIA's management library, loaded at run time, as most machines do not have it: a table of the functions that
/// dcmon calls. Their meaning, arguments and units are those of NVIDIA's <c>nvml.h</c>. The library may be called from
/// several threads. It is never unloaded: a call that hangs in the driver would not survive it.
/// </summary>
internal sealed class NvmlLibrary
{
    private const string Name = "libnvidia-ml.so.1";

    private static readonly string[] UsualPaths =
    [
        Name, "/usr/lib/x86_64-linux-gnu/" + Name, "/usr/lib/aarch64-linux-gnu/" + Name, "/usr/lib64/" + Name, "/usr/lib/wsl/lib/" + Name,
    ];

    private NvmlLibrary(nint library)
    {
        NvmlFunction Of(string name) => new(NativeLibrary.TryGetExport(library, name, out var address) ? address : 0);
        NvmlFunction OneOf(string name, string older) => Of(name) is { Exists: true } found ? found : Of(older);
        NvmlFunction Device(string name) => Of("nvmlDeviceGet" + name);

        Init = OneOf("nvmlInit_v2", "nvmlInit");
        DriverVersion = Of("nvmlSystemGetDriverVersion");
        CudaVersion = OneOf("nvmlSystemGetCudaDriverVersion_v2", "nvmlSystemGetCudaDriverVersion");
        Count = OneOf("nvmlDeviceGetCount_v2", "nvmlDeviceGetCount");
        HandleByIndex = OneOf("nvmlDeviceGetHandleByIndex_v2", "nvmlDeviceGetHandleByIndex");
        Uuid = Device("UUID");
        ModelName = Device("Name");
        Serial = Device("Serial");
        Vbios = Device("VbiosVersion");
        PciInfo = Of("nvmlDeviceGetPciInfo_v3");
        Temperature = Device("Temperature");
        TemperatureV = Device("TemperatureV");
        TemperatureThreshold = Device("TemperatureThreshold");
        PowerUsage = Device("PowerUsage");
        EnforcedPowerLimit = Device("EnforcedPowerLimit");
        DefaultPowerLimit = Device("PowerManagementDefaultLimit");
        PowerLimitConstraints = Device("PowerManagementLimitConstraints");
        TotalEnergy = Device("TotalEnergyConsumption");
        Utilization = Device("UtilizationRates");
        EncoderUtilization = Device("EncoderUtilization");
        DecoderUtilization = Device("DecoderUtilization");
        JpegUtilization = Device("JpgUtilization");
        OfaUtilization = Device("OfaUtilization");
        Memory = Device("MemoryInfo");
        MemoryV2 = Device("MemoryInfo_v2");
        Bar1Memory = Device("BAR1MemoryInfo");
        Clock = Device("ClockInfo");
        MaxClock = Device("MaxClockInfo");
        FanCount = Device("NumFans");
        FanSpeed = Device("FanSpeed_v2");
        FanSpeedRpm = Device("FanSpeedRPM");
        PerformanceState = Device("PerformanceState");
        ThrottleReasons = OneOf("nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons");
        PcieGeneration = Device("CurrPcieLinkGeneration");
        PcieWidth = Device("CurrPcieLinkWidth");
        MaxPcieGeneration = Device("MaxPcieLinkGeneration");
        MaxPcieWidth = Device("MaxPcieLinkWidth");
        PcieThroughput = Device("PcieThroughput");
        ComputeProcesses = OneOf("nvmlDeviceGetComputeRunningProcesses_v3", "nvmlDeviceGetComputeRunningProcesses_v2");
        GraphicsProcesses = OneOf("nvmlDeviceGetGraphicsRunningProcesses_v3", "nvmlDeviceGetGraphicsRunningProcesses_v2");
        FieldValues = Device("FieldValues");
        EccMode = Device("EccMode");
        TotalEccErrors = Device("TotalEccErrors");
        MemoryErrorCounter = Device("MemoryErrorCounter");
        RetiredPages = Device("RetiredPages");
        RetiredPagesPending = Device("RetiredPagesPendingStatus");
        RemappedRows = Device("RemappedRows");
        NvLinkState = Device("NvLinkState");
        NvLinkErrorCounter = Device("NvLinkErrorCounter");
        MigMode = Device("MigMode");
        MaxMigDevices = Device("MaxMigDeviceCount");
        MigHandleByIndex = Device("MigDeviceHandleByIndex");
        GpuInstanceId = Device("GpuInstanceId");
        EventSetCreate = Of("nvmlEventSetCreate");
        EventSetFree = Of("nvmlEventSetFree");
        EventSetWait = OneOf("nvmlEventSetWait_v2", "nvmlEventSetWait");
        SupportedEventTypes = Device("SupportedEventTypes");
        RegisterEvents = Of("nvmlDeviceRegisterEvents");
    }

    /// <summary>Loads the library.</summary>
    /// <param name="path">Where it is; empty: where the linker and distributions have it.</param>
    /// <returns>Null where there is none.</returns>
    public static NvmlLibrary? TryLoad(string path)
    {
        foreach (var each in path.Length > 0 ? [path] : UsualPaths)
            if (NativeLibrary.TryLoad(each, out var library))
                return new NvmlLibrary(library);
        return null;
    }

    public NvmlFunction Init { get; }
    public NvmlFunction DriverVersion { get; }
    public NvmlFunction CudaVersion { get; }
    public NvmlFunction Count { get; }
    public NvmlFunction HandleByIndex { get; }
    public NvmlFunction Uuid { get; }
    public NvmlFunction ModelName { get; }
    public NvmlFunction Serial { get; }
    public NvmlFunction Vbios { get; }
    public NvmlFunction PciInfo { get; }
    public NvmlFunction Temperature { get; }
    public NvmlFunction TemperatureV { get; }
    public NvmlFunction TemperatureThreshold { get; }
    public NvmlFunction PowerUsage { get; }
    public NvmlFunction EnforcedPowerLimit { get; }
    public NvmlFunction DefaultPowerLimit { get; }
    public NvmlFunction PowerLimitConstraints { get; }
    public NvmlFunction TotalEnergy { get; }
    public NvmlFunction Utilization { get; }
    public NvmlFunction EncoderUtilization { get; }
    public NvmlFunction DecoderUtilization { get; }
    public NvmlFunction JpegUtilization { get; }
    public NvmlFunction OfaUtilization { get; }
    public NvmlFunction Memory { get; }
    public NvmlFunction MemoryV2 { get; }
    public NvmlFunction Bar1Memory { get; }
    public NvmlFunction Clock { get; }
    public NvmlFunction MaxClock { get; }
    public NvmlFunction FanCount { get; }
    public NvmlFunction FanSpeed { get; }
    public NvmlFunction FanSpeedRpm { get; }
    public NvmlFunction PerformanceState { get; }
    public NvmlFunction ThrottleReasons { get; }
    public NvmlFunction PcieGeneration { get; }
    public NvmlFunction PcieWidth { get; }
    public NvmlFunction MaxPcieGeneration { get; }
    public NvmlFunction MaxPcieWidth { get; }
    public NvmlFunction PcieThroughput { get; }
    public NvmlFunction ComputeProcesses { get; }
    public NvmlFunction GraphicsProcesses { get; }
    public NvmlFunction FieldValues { get; }
    public NvmlFunction EccMode { get; }
    public NvmlFunction TotalEccErrors { get; }
    public NvmlFunction MemoryErrorCounter { get; }
    public NvmlFunction RetiredPages { get; }
    public NvmlFunction RetiredPagesPending { get; }
    public NvmlFunction RemappedRows { get; }
    public NvmlFunction NvLinkState { get; }
    public NvmlFunction NvLinkErrorCounter { get; }
    public NvmlFunction MigMode { get; }
    public NvmlFunction MaxMigDevices { get; }
    public NvmlFunction MigHandleByIndex { get; }
    public NvmlFunction GpuInstanceId { get; }
    public NvmlFunction EventSetCreate { get; }
    public NvmlFunction EventSetFree { get; }
    public NvmlFunction EventSetWait { get; }
    public NvmlFunction SupportedEventTypes { get; }
    public NvmlFunction RegisterEvents { get; }
}

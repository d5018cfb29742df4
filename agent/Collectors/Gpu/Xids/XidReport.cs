using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Kernel;

namespace Dcmon.Agent.Collectors.Gpu.Xids;

/// <summary>An Xid that one of the two sources reported.</summary>
/// <param name="Time">When.</param>
/// <param name="BusId">The card, as <see cref="PciAddress"/> spells it.</param>
/// <param name="Xid">The number.</param>
/// <param name="Line">The line of the kernel's log; null where NVML is the source.</param>
/// <param name="Place">Where that line stands; null where NVML is the source.</param>
internal sealed record XidReport(DateTimeOffset Time, string BusId, int Xid, XidLine? Line, KernelLogPosition? Place);

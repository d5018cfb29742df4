namespace Dcmon.Agent.Collectors.Ipmi.EventLog;

/// <summary>An entry of a BMC's event log, as <c>ipmitool sel elist</c> decodes it.</summary>
/// <param name="Id">Its record number, 0 to 65535. They begin anew when the log is cleared, and skip.</param>
/// <param name="Seconds">
/// When, by the BMC's clock: Unix time, or seconds since the BMC started where its clock was never set. Null for records without time.
/// </param>
/// <param name="Type">What kind of sensor (IPMI 2.0, table 42-3), such as <c>Power Supply</c>; empty for OEM records.</param>
/// <param name="Sensor">Its name, or <c>#NN</c> with its number; may be empty.</param>
/// <param name="Description">What happened.</param>
/// <param name="IsAsserted">False where the described state ended.</param>
/// <param name="Detail">The reading and threshold, for example; may be empty.</param>
internal sealed record SelEntry(int Id, long? Seconds, string Type, string Sensor, string Description, bool IsAsserted, string Detail);

using Dcmon.Wire.Reports;

namespace Dcmon.Grains.Clients;

/// <summary>What a client's grain keeps on disk besides its series.</summary>
public sealed class ClientMemory
{
    /// <summary>What the machine is; null until it told.</summary>
    public MachineFacts? Facts { get; set; }
}

using Dcmon.Agent.Collectors.Ipmi.Access;
using Dcmon.Agent.Facts;
using Dcmon.Agent.Tools;
using Dcmon.Wire.Reports;

namespace Dcmon.Agent.Collectors.Ipmi;

/// <summary>What a BMC is, and which parts of the machine it knows: read once a day.</summary>
internal sealed class BmcInventory(BmcClient client, TimeProvider time) : IFactsSource
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    private volatile ControllerInfo? _controller;
    private volatile IReadOnlyList<FruFacts> _parts = [];
    private DateTimeOffset _nextController, _nextParts;

    /// <summary>What the BMC is; null until it was read.</summary>
    public ControllerInfo? Controller => _controller;

    /// <summary>
    /// Reads what the BMC is, if that is due. Fast, so that it is tried again at the next run where it fails.
    /// </summary>
    /// <exception cref="ToolException">It does not answer.</exception>
    public async Task ReadControllerAsync(TimeSpan timeout, CancellationToken stop)
    {
        if (time.GetUtcNow() < _nextController) return;
        _controller = ControllerInfo.Parse(await client.AskAsync(BmcQuestion.Controller, timeout, stop))
            ?? throw new ToolException("ipmitool does not report which BMC it is");
        _nextController = time.GetUtcNow() + Every;
    }

    /// <summary>Reads the machine's parts (FRUs), if that is due. It is slow: after a failure, too, the next try is a day later.</summary>
    /// <exception cref="ToolException">It does not answer.</exception>
    public async Task ReadPartsAsync(TimeSpan timeout, CancellationToken stop)
    {
        if (time.GetUtcNow() < _nextParts) return;
        _nextParts = time.GetUtcNow() + Every;
        _parts = FruParser.Parse(await client.AskAsync(BmcQuestion.Parts, timeout, stop));
    }

    /// <inheritdoc/>
    public void AddTo(FactsBuilder facts)
    {
        if (_controller is { } controller)
            facts.Bmc = new BmcFacts(controller.Vendor, controller.Product, controller.Firmware, controller.IpmiVersion);
        foreach (var part in _parts) facts.Add(part);
    }
}

using Dcmon.Agent.Collectors.Gpu.Devices;
using Dcmon.Agent.Collectors.Gpu.Nvml;

namespace Dcmon.Agent.Collectors.Gpu;

/// <summary>The cards of this machine. One that was there and is gone stays, as lost.</summary>
internal sealed class GpuCards(GpuCardOptions options)
{
    private readonly List<GpuCard> _cards = [];

    /// <summary>All cards, those lost as well; another array when it changes.</summary>
    public GpuCard[] All { get; private set; } = [];

    /// <summary>Number of cards that the driver lists.</summary>
    public int Listed { get; private set; }

    /// <summary>Lists the cards again and checks whether lost ones are back.</summary>
    /// <exception cref="NvmlException">The driver does not list them.</exception>
    public void Refresh(NvmlLibrary nvml, TimeSpan now)
    {
        var code = nvml.Count.Get(out uint count);
        if (code != NvmlCode.Ok) throw new NvmlException("nvmlDeviceGetCount", code);
        Listed = (int)count;
        var found = new HashSet<GpuCard>();
        for (var i = 0; i < Listed; i++)
            if (Find(nvml, i) is { } card)
                found.Add(card);
        foreach (var card in _cards)
            if (!found.Contains(card)) card.MarkLost(NvmlCode.GpuLost);
            else if (card.Lost != NvmlCode.Ok) card.TryAgain(now);
        if (!All.SequenceEqual(_cards)) All = [.. _cards];
    }

    /// <summary>The card of an index, a new one where it was not known; null where it may not be used.</summary>
    private GpuCard? Find(NvmlLibrary nvml, int index)
    {
        var code = nvml.HandleByIndex.GetHandle((uint)index, out var device);
        if (code.IsLost())
        {
            if (_cards.Find(each => each.Description.Index == index) is { } lost) lost.MarkLost(code);
            else _cards.Add(new GpuCard(new GpuDescription(index, null, null, null, null, null)));
            return null;
        }

        if (code != NvmlCode.Ok) return null;
        var uuid = nvml.Uuid.GetText(device);
        var at = _cards.FindIndex(each => uuid is null ? each.Description.Index == index : each.Description.Uuid == uuid);
        if (at >= 0 && _cards[at].Device == device) return _cards[at];
        var card = new GpuCard(nvml, GpuDescription.Read(nvml, index, device), device, options);
        // The same card with another handle, or one that could not be identified before.
        if (at < 0) at = _cards.FindIndex(each => each.Device == 0 && each.Description.Index == index);
        if (at >= 0) _cards[at] = card;
        else _cards.Add(card);
        return card;
    }
}

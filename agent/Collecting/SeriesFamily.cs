using Dcmon.Wire;

namespace Dcmon.Agent.Collecting;

/// <summary>
/// Makes something for each device once (its series, usually) and finds it again by the device's name without
/// allocating. Not safe for concurrent use: a collector owns its families.
/// </summary>
internal sealed class SeriesFamily<T>(Func<string, T> make)
{
    /// <summary>Devices that come and go under ever new names must not fill the memory.</summary>
    private const int Largest = 2 * WireLimits.MaxSeriesPerSchema;

    private readonly Dictionary<string, T> _known = [];

    /// <summary>What belongs to a device.</summary>
    public T this[ReadOnlySpan<char> name]
    {
        get
        {
            var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.TryGetValue(name, out var found)) return found;
            if (_known.Count >= Largest) _known.Clear();
            return _known[name.ToString()] = make(name.ToString());
        }
    }
}

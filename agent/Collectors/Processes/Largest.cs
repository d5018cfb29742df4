namespace Dcmon.Agent.Collectors.Processes;

/// <summary>Keeps the largest few of many without sorting the many.</summary>
/// <param name="most">How many, at least 0.</param>
internal sealed class Largest(int most)
{
    private readonly (int Item, double Size)[] _items = new (int, double)[most];
    private int _count;

    /// <summary>The items kept, the largest first; of equal ones, that which came first.</summary>
    public IEnumerable<int> Items => _items.Take(_count).Select(each => each.Item);

    /// <summary>Forgets all.</summary>
    public void Clear() => _count = 0;

    /// <summary>Offers an item; one of size 0, or of unknown size (NaN), is never kept.</summary>
    public void Offer(int item, double size)
    {
        if (!(size > 0)) return;
        var place = _count;
        while (place > 0 && _items[place - 1].Size < size) place--;
        if (place == _items.Length) return;
        if (_count < _items.Length) _count++;
        _items.AsSpan(place, _count - place - 1).CopyTo(_items.AsSpan(place + 1));
        _items[place] = (item, size);
    }
}

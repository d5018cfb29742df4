namespace Dcmon.TimeSeries.Blocks.Columns;

/// <summary>
/// How often integers occur, as finely as any <see cref="TokenForm"/> distinguishes them: counted once, the size under
/// every form follows without a look at the integers. One column at a time; reused.
/// </summary>
internal sealed class TokenHistogram
{
    /// <summary>
    /// What one more token costs in the table of frequencies, besides <see cref="Rans.Precision"/>: that it occurs, and how
    /// its frequency's length differs from that before; measured, roughly. Bits.
    /// </summary>
    private const double TokenCost = 3.2;

    /// <summary>What an unused token below the highest costs there. Bits.</summary>
    private const double GapCost = 1;

    private static readonly double[] Weights = MakeWeights();

    private readonly int[] _counts = new int[TokenForm.Finest.Bases.Length];
    private readonly int[] _used = new int[TokenForm.Finest.Bases.Length];
    private readonly int[] _tokens = new int[TokenForm.MaxTokens];
    private int _usedCount;
    private int _total;

    /// <summary>The bits of all integers, or-ed: as many as packing needs, and 0 when all are 0.</summary>
    public ulong Union { get; private set; }

    /// <summary>Counts unsigned integers, in place of those before.</summary>
    public void Count(ReadOnlySpan<long> values)
    {
        var finest = TokenForm.Finest;
        foreach (var token in _used.AsSpan(0, _usedCount)) _counts[token] = 0;
        _usedCount = 0;
        ulong union = 0;
        foreach (var each in values)
        {
            var value = (ulong)each;
            union |= value;
            var token = finest.Token(value);
            if (_counts[token]++ == 0) _used[_usedCount++] = token;
        }

        (Union, _total) = (union, values.Length);
    }

    /// <summary>
    /// Estimates the size, table of frequencies included, were all integers coded with that form. Bits; infinite where
    /// the form has too few tokens.
    /// </summary>
    public double Bits(TokenForm form)
    {
        if (form.Token(Union) >= TokenForm.MaxTokens) return double.PositiveInfinity;
        Array.Clear(_tokens);
        var rest = 0L;
        var last = 0;
        foreach (var each in _used.AsSpan(0, _usedCount))
        {
            var token = form.Token(TokenForm.Finest.Bases[each]);
            var count = _counts[each];
            _tokens[token] += count;
            rest += (long)count * form.Bits[token];
            last = Math.Max(last, token);
        }

        // Entropy: Σ c·log2(n/c) = n·log2(n) − Σ c·log2(c).
        var bits = rest + Weight(_total);
        var cost = TokenCost + Rans.For(_total).Precision;
        for (var token = 0; token <= last; token++)
            bits += _tokens[token] == 0 ? GapCost : cost - Weight(_tokens[token]);
        return bits;
    }

    private static double Weight(int count) => count < Weights.Length ? Weights[count] : count * Math.Log2(count);

    private static double[] MakeWeights()
    {
        var weights = new double[2048];
        for (var i = 1; i < weights.Length; i++) weights[i] = i * Math.Log2(i);
        return weights;
    }
}

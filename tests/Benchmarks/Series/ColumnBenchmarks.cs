using BenchmarkDotNet.Attributes;
using Dcmon.TimeSeries.Blocks;

namespace Dcmon.Benchmarks.Series;

/// <summary>
/// What a sample costs in a block, checksum included, for columns such as machines make them:
/// <c>dotnet run -c Release -- --filter '*Column*'</c>. Times are of one sample.
/// </summary>
[InProcess]
public class ColumnBenchmarks
{
    private const int Day = 8640;

    private double[] _values = [];
    private double[] _decoded = [];
    private byte[] _data = [];
    private BlockHead _head = null!;

    /// <summary>What the column holds.</summary>
    [Params("constant", "temperature", "watts", "sectors", "cpu seconds", "load")]
    public string Column { get; set; } = "";

    /// <summary>Makes the column.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var state = 1e5;
        _values = new double[Day];
        _decoded = new double[Day];
        for (var i = 0; i < Day; i++)
        {
            var noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            _values[i] = Column switch
            {
                "constant" => 42,
                "temperature" => Math.Round(55 + 8 * Math.Sin(i / 700.0) + noise),
                "watts" => Math.Round(400 + 50 * Math.Sin(i / 300.0) + 10 * noise, 2),
                "sectors" => state += Math.Round(300 + 80 * noise) * 512,
                "cpu seconds" => Math.Round(state += 4 + noise, 2),
                _ => Math.Round(8 + 5 * Math.Sin(i * 0.8) + 2 * Math.Sin(i * 0.06) + 0.1 * noise, 2),
            };
        }

        var block = Write();
        _data = block.Data;
        _head = BlockHead.Read(block.Head);
        Console.WriteLine($"// {Column}: {_data.Length * 8.0 / Day:f2} bits a sample");
    }

    /// <summary>Encodes a sample of a day of reports every 10 s.</summary>
    [Benchmark(OperationsPerInvoke = Day)]
    public EncodedBlock Encode() => Write();

    /// <summary>Decodes a sample of it.</summary>
    [Benchmark(OperationsPerInvoke = Day)]
    public double Decode()
    {
        BlockReader.ReadColumn(_head, 0, _ => _data, _decoded);
        return _decoded[^1];
    }

    private EncodedBlock Write()
    {
        var writer = new BlockWriter(Tier.Raw, Day);
        writer.Column(_values);
        return writer.Finish();
    }
}

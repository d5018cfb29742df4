using Dcmon.Testing;
using Dcmon.Wire.Reports;

namespace Dcmon.TimeSeries.Tests.Model;

/// <summary>A report with its values unpacked.</summary>
internal sealed record ModelReport(long Time, long Sequence, Schema Schema, double[] Values)
{
    public (long Time, long Sequence) Key => (Time, Sequence);

    public Report Packed => Schema.Report(Sequence, Time, Values);
}

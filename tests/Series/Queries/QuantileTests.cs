using Dcmon.TimeSeries.Queries;

namespace Dcmon.TimeSeries.Tests.Queries;

public sealed class QuantileTests
{
    // Rank q · (n − 1) of the sorted values.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(0.75, 1.5)]
    [InlineData(0.8, 1.6)]
    [InlineData(1, 2)]
    public void Of_ThreeValues_Interpolates(double q, double expected) =>
        Assert.Equal(expected, Quantile.Of(new double[] { 2, 0, 1 }, q), 12);

    [Fact]
    public void Of_OneValue_IsIt() => Assert.Equal(7, Quantile.Of(new double[] { 7 }, 0.99));
}

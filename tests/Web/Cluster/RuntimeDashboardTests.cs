using System.Net;
using Dcmon.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace Dcmon.Web.Tests.Cluster;

/// <summary>Orleans has a dashboard of its own, for admins.</summary>
[Collection(SharedServer.Name)]
public class RuntimeDashboardTests(RunningServer server)
{
    [Theory]
    [InlineData("/cluster/orleans/index.html", HttpStatusCode.OK)]
    [InlineData("/cluster/orleans/DashboardCounters", HttpStatusCode.OK)]
    [InlineData("/cluster/orleans/GrainState?grainId=x&grainType=y", HttpStatusCode.Forbidden)]
    public async Task Get_ByAnAdmin_IsThereButShowsNoState(string path, HttpStatusCode status)
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public void Services_NothingOfItRunsAtStart()
    {
        var services = server.App.Services;
        var started = services.GetServices<IHostedService>().Cast<object>()
            .Concat(services.GetServices<ILifecycleParticipant<ISiloLifecycle>>());
        Assert.DoesNotContain(started, each => each.GetType().Assembly == typeof(DashboardOptions).Assembly);
    }

    [Fact]
    public async Task Get_ByOthers_IsRefused()
    {
        using var http = await server.LogInAsAsync(Roles.Operator);
        using var answer = await http.GetAsync("/cluster/orleans/index.html");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var anonymous = server.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/cluster/orleans/DashboardCounters")).StatusCode);
    }

    [Fact]
    public async Task Policy_OfOtherPages_IsNotLoosened()
    {
        using var http = await server.LogInAsync();
        using var answer = await http.GetAsync("/cluster");
        Assert.DoesNotContain("unsafe", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }
}

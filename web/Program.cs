using System.CommandLine;
using Dcmon.Silo.Commands;
using Dcmon.Silo.Hosting;
using Dcmon.Web.Accounts;
using Dcmon.Web.Enrollment;
using Dcmon.Web.Hosting;

var enrollUrlFile = new Option<FileInfo?>("--enroll-url-file")
{
    Description = "Write an enrolment URL for one machine to this file, for its owner's eyes only, once the server is up; for scripts.",
};
var resetPassword = new Option<bool>("--reset-password")
{
    Description = "Give the account 'admin' a new random password, print it, and end all sessions.",
};

return await ServerCommandLine.RunAsync("The server of dcmon: dashboard, API, and the agents' gateway.", args, [enrollUrlFile, resetPassword], async (settings, line, stop) =>
{
    using var data = DataDirectory.Open(settings.Data);
    await using var app = WebServer.Build(settings);
    await app.StartListeningAsync(settings, stop);
    var password = await FirstAccount.EnsureAsync(app, line.GetValue(resetPassword));
    if (line.GetValue(enrollUrlFile) is { } file) await app.WriteEnrollmentUrlAsync(file.FullName);
    // What the start left behind is garbage: 10 MB, which an idle server would hold for hours.
    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    app.Services.GetRequiredService<Banner>().Print(password);
    await app.WaitForShutdownAsync(stop);
});

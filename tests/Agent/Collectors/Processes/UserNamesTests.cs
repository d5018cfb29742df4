using Dcmon.Agent.Collectors.Processes;
using Dcmon.Agent.Tests.Support;
using Dcmon.Testing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Processes;

public class UserNamesTests
{
    [Fact]
    public void Names_FileChanges_AreThoseOfNow()
    {
        using var directory = new TemporaryDirectory();
        var names = new UserNames(directory.File("passwd"));
        names.Refresh();
        Assert.Equal("0", names[0]);
        directory.Write("passwd", "root:x:0:0:root:/root:/bin/sh\n");
        names.Refresh();
        Assert.Equal("root", names[0]);
        directory.Write("passwd", "admin:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh");
        File.SetLastWriteTimeUtc(directory.File("passwd"), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        names.Refresh();
        Assert.Equal(("admin", "ann", "4294967294"), (names[0], names[1000], names[4294967294]));
    }

    [Fact]
    public void Parse_StrangeLines_AreLeftOut()
    {
        var names = UserNames.Parse("+::::::\n\n:x:5:\nx\nroot:x:0:0\ntoor:x:0:0\nminus:x:-3:0\nbig:x:99999999999:0\n");
        Assert.Equal([new KeyValuePair<uint, string>(0, "root")], names);
    }
}

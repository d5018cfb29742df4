using Dcmon.Agent.Collectors;
using Dcmon.Agent.Collectors.Filesystems;
using Dcmon.Agent.Parsing;
using Xunit;

namespace Dcmon.Agent.Tests.Collectors.Filesystems;

public sealed class MountTests
{
    private const string Filesystems = "nodev\tsysfs\nnodev\ttmpfs\nnodev\toverlay\nnodev\tnfs4\nnodev\tzfs\n\text4\n\txfs\n\tbtrfs\n\tsquashfs\n\tfuseblk\nnodev\tfuse\n";

    [Fact]
    public void ParseAll_EscapesAndOptionalFields_AreRead()
    {
        var mounts = Mount.ParseAll("""
            27 1 254:0 / / ro,relatime - ext4 /dev/vda rw,discard
            36 27 8:1 / /mnt/my\040disk\134x rw shared:1 master:2 propagate_from:3 - xfs /dev/disk/by-label/my\040disk ro,attr2
            garbage
            1 2
            """);
        Assert.Equal(
            [
                new Mount("254:0", "/", "/", "ext4", "/dev/vda", false),
                new Mount("8:1", "/", "/mnt/my disk\\x", "xfs", "/dev/disk/by-label/my disk", true),
            ],
            mounts);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"a\040b\011c\012d\134e", "a b\tc\nd\\e")]
    [InlineData(@"end\04", @"end\04")]
    [InlineData(@"\999", @"\999")]
    [InlineData(@"\", @"\")]
    public void Unescape_Octal_IsRead(string escaped, string expected) => Assert.Equal(expected, Mount.Unescape(escaped));

    [Fact]
    public void Select_Mounts_AreRealOnesOnce() => Assert.Equal(
        ["/", "/data", "/home", "/tank", "/usb", "/over"],
        Select("""
            21 1 0:30 / / rw - overlay overlay rw
            22 21 0:21 / /proc rw - proc proc rw
            23 21 0:22 / /dev/shm rw - tmpfs tmpfs rw
            24 21 8:1 /sub /var/bind rw - ext4 /dev/sda1 rw
            25 21 8:1 / /data rw - ext4 /dev/sda1 rw
            26 21 8:1 / /data/again/deeper rw - ext4 /dev/sda1 rw
            27 21 0:40 /@home /home rw - btrfs /dev/sdb rw
            28 21 0:40 /@home/snapshots /home/snapshots rw - btrfs /dev/sdb rw
            29 21 0:50 / /nfs rw - nfs4 server:/x rw
            30 21 7:0 / /opt/image ro - squashfs /dev/loop0 ro
            31 21 0:51 / /tank rw - zfs tank rw
            32 21 8:3 / /usb rw - fuseblk /dev/sdc1 rw
            33 21 0:52 / /sshfs rw - fuse.sshfs host: rw
            34 21 8:4 / /over rw - ext4 /dev/sdd1 rw
            35 21 8:5 / /over rw - ext4 /dev/sde1 rw
            36 21 8:6 / /var/lib/docker/volumes/x rw - ext4 /dev/sdf1 rw
            37 21 8:7 / /run/media/stick rw - ext4 /dev/sdg1 rw
            """).Select(each => each.MountPoint));

    [Fact]
    public void Select_OverMounted_IsTheOneOnTop() => Assert.Equal(
        "/dev/sde1", Assert.Single(Select("34 21 8:4 / /over rw - ext4 /dev/sdd1 rw\n35 21 8:5 / /over rw - ext4 /dev/sde1 rw\n")).Source);

    [Fact]
    public void Select_NetworkFilesystemAskedFor_IsShown() => Assert.Single(Select("29 21 0:50 / /nfs rw - nfs4 server:/x rw\n", "nfs4"));

    private static List<Mount> Select(string mountInfo, params string[] also) =>
        new MountSelection(Filesystems, also, new NameFilter(new CollectorSettings().ExcludeMountPoints)).Select(Mount.ParseAll(mountInfo));
}

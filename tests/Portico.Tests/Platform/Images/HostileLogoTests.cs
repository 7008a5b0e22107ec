using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Portico.Platform.Images;
using SkiaSharp;

namespace Portico.Tests.Platform.Images;

public sealed class HostileLogoTests
{
    private static readonly byte[] png = Pictures.Encode(SKEncodedImageFormat.Png, 64, 48);
    private static readonly byte[] jpeg = Pictures.Encode(SKEncodedImageFormat.Jpeg, 64, 48);
    private static readonly byte[] webp = Pictures.Encode(SKEncodedImageFormat.Webp, 64, 48);

    [Fact]
    public void Refuses_an_empty_file() => Assert.Equal("logo-empty", Problem([]));

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("\ufeff<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<SVG/>")]
    public void Refuses_svg_and_says_what_to_do(string svg) =>
        Assert.Equal(LogoRefused.Svg, LogoImage.Read(Encoding.UTF8.GetBytes(svg)).Problem);

    [Theory]
    [InlineData("GIF89a\u0001\0\u0001\0\0\0\0;")]
    [InlineData("BM6\0\0\0")]
    [InlineData("<!doctype html><title>logo.png</title>")]
    [InlineData("%PDF-1.7")]
    [InlineData("RIFF\u0024\0\0\0WAVEfmt ")]
    [InlineData("\u0089PNG")]
    [InlineData("x")]
    public void Refuses_other_formats_whatever_their_name(string content) =>
        Assert.Equal("logo-format", Problem(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Refuses_more_than_one_mebibyte_before_looking_inside()
    {
        byte[] upload = [.. png, .. new byte[LogoImage.MaxUploadSize - png.Length]];

        Assert.True(LogoImage.Read(upload).Succeeded);
        Assert.Equal("logo-too-large", Problem([.. upload, 0]));
    }

    [Fact]
    public async Task Reads_no_more_of_an_upload_than_it_may_have()
    {
        await using var endless = new EndlessStream();

        var outcome = await LogoImage.ReadAsync(endless);

        Assert.Equal("logo-too-large", outcome.Problem?.Code);
        Assert.Equal(LogoImage.MaxUploadSize + 1, endless.Given);
    }

    [Fact]
    public async Task Reads_an_upload_that_comes_in_pieces()
    {
        await using var slow = new EndlessStream(png);

        Assert.True((await LogoImage.ReadAsync(slow)).Succeeded);
    }

    [Theory]
    [InlineData(50_000, 50_000)]
    [InlineData(4_097, 1)]
    [InlineData(1, 4_097)]
    [InlineData(4_096, 4_096)]
    public void Refuses_the_size_that_a_header_claims(int width, int height) =>
        Assert.Equal("logo-dimensions", Problem(Pictures.Png(width, height, [0x78, 0x9c, 0x03, 0, 0, 0, 0, 1])));

    [Fact]
    public void Takes_a_size_that_no_picture_has_for_damage() =>
        Assert.Equal("logo-damaged", Problem(Pictures.Png(int.MaxValue, int.MaxValue, [])));

    [Fact]
    public void Names_the_size_that_is_too_large()
    {
        var problem = LogoImage.Read(Pictures.BlackPng(4_097, 4_097)).Problem;

        Assert.Equal(LogoRefused.Dimensions(4_097, 4_097), problem);
        Assert.Contains("4097 × 4097", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scales_the_largest_picture_that_is_allowed()
    {
        var upload = Pictures.BlackPng(4_000, 4_000);

        Assert.InRange(upload.Length, 1, 10_000);
        Assert.Equal((512, 512), LogoImage.Read(upload).Require() is var logo ? (logo.Width, logo.Height) : default);
    }

    [Fact]
    public void Refuses_a_bomb_inside_a_colour_profile()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[200_000_000]);
        }

        var bomb = Pictures.WithProfile(png, packed.ToArray());
        var started = Stopwatch.GetTimestamp();

        _ = LogoImage.Read(bomb);

        Assert.InRange(bomb.Length, 1, LogoImage.MaxUploadSize);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Refuses_a_jpeg_with_thousands_of_scans()
    {
        byte[] scan = [0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0x7f];
        byte[] upload = [.. jpeg.AsSpan(0, jpeg.Length - 2), .. Enumerable.Repeat(scan, 5_000).SelectMany(bytes => bytes), 0xff, 0xd9];

        Assert.Equal("logo-damaged", Problem(upload));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Refuses_a_truncated_picture(SKEncodedImageFormat format)
    {
        var whole = Pictures.Photograph(format, 200);

        foreach (var share in (double[])[0.05, 0.3, 0.6, 0.9])
        {
            Assert.Contains(Problem(whole[..(int)(whole.Length * share)]), (string[])["logo-damaged", "logo-format"]);
        }
    }

    [Fact]
    public void Answers_a_problem_to_random_bytes() =>
        Gen.Select(
                Gen.OneOf(Gen.Const(png[..8]), Gen.Const(jpeg[..4]), Gen.Const(webp[..16]), Gen.Const<byte[]>([])),
                Gen.Byte.Array[0, 2_000]
            )
            .Sample((start, rest) => !LogoImage.Read([.. start, .. rest]).Succeeded, iter: 1_000);

    [Fact]
    public void Answers_a_logo_or_a_problem_to_a_damaged_picture() =>
        Gen.Select(
                Gen.OneOf(Gen.Const(png), Gen.Const(jpeg), Gen.Const(webp), Gen.Const(Pictures.AnimatedWebp)),
                Gen.Select(Gen.Int[0, 5_000], Gen.Byte).Array[1, 20]
            )
            .Sample(
                (picture, changes) =>
                {
                    var changed = (byte[])picture.Clone();
                    foreach (var (place, value) in changes)
                    {
                        changed[place % changed.Length] = value;
                    }

                    var outcome = LogoImage.Read(changed);
                    return outcome.Succeeded ? outcome.Value.Width is >= 1 and <= LogoImage.LogoSide : outcome.Problem is LogoRefused;
                },
                iter: 2_000
            );

    private static string? Problem(byte[] upload)
    {
        var outcome = LogoImage.Read(upload);
        Assert.IsType<LogoRefused>(outcome.Problem);
        Assert.EndsWith(".", outcome.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("Logo", outcome.Problem.Field);
        return outcome.Problem.Code;
    }

    /// <summary>Gives its bytes seven hundred at a time, and zeros for ever when it has none.</summary>
    private sealed class EndlessStream(byte[]? content = null) : Stream
    {
        public int Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var piece = Math.Min(Math.Min(count, 700), (content?.Length ?? int.MaxValue) - Given);
            content?.AsSpan(Given, piece).CopyTo(buffer.AsSpan(offset));
            Given += piece;
            return piece;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

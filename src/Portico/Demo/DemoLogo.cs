using SkiaSharp;

namespace Portico.Demo;

/// <summary>What a made-up logo shows.</summary>
internal enum LogoMotif
{
    Arch,
    Bars,
    Hexagon,
    Leaf,
    Peaks,
    Quarters,
    Rings,
    Waves,
}

/// <summary>A logo for a made-up customer: a drawing in two colours, as PNG.</summary>
/// <param name="Motif">What it shows.</param>
/// <param name="Back">The ground, as #rrggbb.</param>
/// <param name="Front">The drawing, as #rrggbb.</param>
/// <param name="IsWide">Twice as wide as high; else square.</param>
internal sealed record DemoLogo(LogoMotif Motif, string Back, string Front, bool IsWide = false)
{
    private const int Side = 240;

    public byte[] Draw()
    {
        var width = IsWide ? Side * 2 : Side;
        using var bitmap = new SKBitmap(new SKImageInfo(width, Side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        using var ground = Fill(Back);
        canvas.Clear(SKColors.Transparent);
        canvas.DrawRoundRect(0, 0, width, Side, 44, 44, ground);
        canvas.Translate((width - Side) / 2f, 0);
        Draw(canvas);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private void Draw(SKCanvas canvas)
    {
        using var front = Fill(Front);
        using var back = Fill(Back);
        using var line = new SKPaint
        {
            Color = SKColor.Parse(Front),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 20,
            StrokeCap = SKStrokeCap.Round,
        };
        switch (Motif)
        {
            case LogoMotif.Arch:
                DrawPath(canvas, front, "M56 192 V112 A64 64 0 0 1 184 112 V192 H152 V112 A32 32 0 0 0 88 112 V192 Z");
                break;
            case LogoMotif.Bars:
                DrawPath(canvas, front, "M52 132 H84 V192 H52 Z M104 92 H136 V192 H104 Z M156 48 H188 V192 H156 Z");
                break;
            case LogoMotif.Hexagon:
                DrawPath(canvas, front, "M120 40 L189 80 V160 L120 200 L51 160 V80 Z");
                DrawPath(canvas, back, "M120 80 L155 100 V140 L120 160 L85 140 V100 Z");
                break;
            case LogoMotif.Leaf:
                DrawPath(canvas, front, "M52 188 C40 92 100 44 192 48 C196 140 148 200 52 188 Z");
                DrawPath(canvas, back, "M58 190 L150 86 L156 92 L72 192 Z");
                break;
            case LogoMotif.Peaks:
                DrawPath(canvas, front, "M36 188 L100 72 L136 136 L156 104 L204 188 Z");
                canvas.DrawCircle(172, 68, 18, front);
                break;
            case LogoMotif.Quarters:
                DrawPath(canvas, front, "M52 116 A64 64 0 0 1 116 52 V116 Z M188 116 H124 V52 A64 64 0 0 1 188 116 Z");
                DrawPath(canvas, front, "M52 124 H116 V188 A64 64 0 0 1 52 124 Z M124 124 H188 V188 Z");
                break;
            case LogoMotif.Rings:
                canvas.DrawCircle(120, 120, 70, line);
                canvas.DrawCircle(120, 120, 28, front);
                break;
            case LogoMotif.Waves:
                foreach (var y in new[] { 80, 120, 160 })
                {
                    DrawPath(canvas, line, $"M48 {y} Q84 {y - 36} 120 {y} T192 {y}");
                }

                break;
        }
    }

    private static void DrawPath(SKCanvas canvas, SKPaint paint, string svg)
    {
        using var path = SKPath.ParseSvgPathData(svg);
        canvas.DrawPath(path, paint);
    }

    private static SKPaint Fill(string colour) => new() { Color = SKColor.Parse(colour), IsAntialias = true };
}
